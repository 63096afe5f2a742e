"""Addresses of the deadlines and of the days off that they are counted by."""

from django.urls import path

from recommendations import daysoffviews, deadlineviews

urlpatterns = [
    path("deadlines/", deadlineviews.DeadlinesView.as_view(), name="deadline-list"),
    path("deadlines/days-off/", daysoffviews.DaysOffView.as_view(), name="days-off"),
    path("deadlines/days-off/add/", daysoffviews.add_day_off, name="day-off-add"),
    path("deadlines/days-off/<uuid:uuid>/take-out/", daysoffviews.take_out_day_off, name="day-off-take-out"),
    path("deadlines/<uuid:uuid>/adopt/", deadlineviews.adopt_date, name="deadline-adopt"),
    path("deadlines/<uuid:uuid>/count-again/", deadlineviews.count_again, name="deadline-count-again"),
    path("deadlines/<uuid:uuid>/met/", deadlineviews.record_met, name="deadline-met"),
    path("inspections/<uuid:uuid>/receipt/", deadlineviews.record_receipt, name="inspection-record-receipt"),
]
