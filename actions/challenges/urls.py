"""Addresses of challenges to a rating and of questions."""

from django.urls import path

from actions.challenges import views

urlpatterns = [
    path("actions/<action:reference>/challenge/", views.challenge, name="challenge"),
    path("actions/<action:reference>/question/", views.question, name="question"),
]
