"""The addresses of a council's report, under the reference of its inspection."""

from django.urls import path

from recommendations.councilreport import views

ONE = "inspections/<slug:reference>/paper/"
urlpatterns = [
    path(ONE, views.paper, name="paper"),
    path(ONE + "add/", views.add, name="paper-add"),
    path(ONE + "confirm/", views.confirm, name="paper-confirm"),
    path(ONE + "correct/", views.correct_title, name="paper-correct-title"),
    path(ONE + "withdraw/", views.withdraw, name="paper-withdraw"),
    path(ONE + "<int:order>/correct/", views.correct, name="paper-correct"),
    path(ONE + "<int:order>/remove/", views.remove, name="paper-remove"),
]
