"""Addresses of extensions."""

from django.urls import path

from actions.duedates import views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path(ONE + "date-change/", views.date_change, name="date-change"),
    path(ONE + "recall-date/", views.recall_date, name="recall-date"),
]
