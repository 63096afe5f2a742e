"""Addresses of proposing, editing, agreeing and withdrawing an action."""

from django.urls import path

from actions.plan import views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path("recommendations/<recommendation:reference>/add-action/", views.add, name="add"),
    path(ONE + "edit/", views.edit, name="edit"),
    path(ONE + "withdraw/", views.withdraw, name="withdraw"),
    path(ONE + "agree/", views.agree, name="agree"),
]
