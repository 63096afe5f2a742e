"""Addresses of the reporting rounds."""

from django.urls import path

from actions.rounds import views

urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/open/", views.open_one, name="open-round"),
    path("rounds/set/", views.set_several, name="set-rounds"),
    path("rounds/<uuid:uuid>/", views.one, name="round"),
    path("rounds/<uuid:uuid>/withdraw/", views.withdraw, name="withdraw-round"),
    path("rounds/<uuid:uuid>/change/", views.change, name="change-round"),
]
