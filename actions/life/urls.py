"""Addresses of pausing, superseding and declining, of selected actions, and of the table of an action's life."""

from django.urls import path

from actions.life import bulk_views, views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path("actions/together/", bulk_views.several, name="together"),
    path(ONE + "pause/", views.pause, name="pause"),
    path(ONE + "resume/", views.resume, name="resume"),
    path(ONE + "supersede/", views.supersede, name="supersede"),
    path(ONE + "reinstate/", views.reinstate, name="reinstate"),
    path(ONE + "decline/", views.decline, name="decline"),
    path(ONE + "take-up/", views.take_up, name="take-up"),
    path("actions/life/", views.life, name="life"),
]
