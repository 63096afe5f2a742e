"""Addresses of requested changes."""

from django.urls import path

from actions.changes import views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path(ONE + "change/", views.decide_change, name="change"),
    path(ONE + "recall-change/", views.recall_change, name="recall-change"),
]
