"""Addresses of the meetings."""

from django.urls import path

from recommendations.meetings import views

urlpatterns = [
    path("meetings/", views.MeetingsView.as_view(), name="meeting-list"),
    path("meetings/add/", views.add_meeting, name="meeting-add"),
    path("meetings/<uuid:uuid>/correct/", views.correct_meeting, name="meeting-correct"),
    path("meetings/<uuid:uuid>/withdraw/", views.withdraw_meeting, name="meeting-withdraw"),
    path("meetings/<uuid:uuid>/outcome/", views.record_outcome, name="meeting-record-outcome"),
    path("meetings/<uuid:uuid>/move/", views.move_meeting, name="meeting-move"),
    path("meetings/<uuid:uuid>/cancel/", views.cancel_meeting, name="meeting-cancel"),
    path("meetings/<uuid:uuid>/reinstate/", views.reinstate_meeting, name="meeting-reinstate"),
]
