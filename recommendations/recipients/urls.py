"""Addresses of recipients."""

from django.urls import path

from recommendations.recipients import views

RECIPIENTS = "inspections/recipients/"
urlpatterns = [
    path(RECIPIENTS, views.recipients, name="recipient-list"),
    path(RECIPIENTS + "add/", views.add, name="recipient-add"),
    path(RECIPIENTS + "<uuid:uuid>/correct/", views.correct, name="recipient-correct"),
    path(RECIPIENTS + "<uuid:uuid>/withdraw/", views.withdraw, name="recipient-withdraw"),
]
