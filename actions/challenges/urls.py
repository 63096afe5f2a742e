"""Addresses of challenges to a rating."""

from django.urls import path

from actions.challenges import views

urlpatterns = [
    path("actions/<action:reference>/challenge/", views.challenge, name="challenge"),
]
