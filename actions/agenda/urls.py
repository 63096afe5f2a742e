"""Addresses of the page of a meeting, its agenda and what it decided."""

from django.urls import path

from actions.agenda import views

urlpatterns = [
    path("meetings/<uuid:uuid>/", views.meeting, name="meeting"),
    path("meetings/<uuid:uuid>/agenda/", views.put_on_agenda, name="put-on-agenda"),
    path("meetings/<uuid:uuid>/decisions/", views.decide, name="meeting-decisions"),
    path("agenda/<uuid:uuid>/take-off/", views.take_off, name="take-off-agenda"),
]
