"""Addresses of the deadlines' verbs, and of the bank holidays and closures that they are counted by."""

from django.urls import path

from recommendations.deadlines import closure_views, views

urlpatterns = [
    path("deadlines/days-off/", closure_views.DaysOffView.as_view(), name="days-off"),
    path("deadlines/days-off/add/", closure_views.add_day_off, name="day-off-add"),
    path("deadlines/days-off/<uuid:uuid>/take-out/", closure_views.take_out_day_off, name="day-off-take-out"),
    path("deadlines/<uuid:uuid>/adopt/", views.adopt_date, name="deadline-adopt"),
    path("deadlines/<uuid:uuid>/adopt/take-back/", views.take_back_adopted, name="deadline-adopt-take-back"),
    path("deadlines/<uuid:uuid>/met/take-back/", views.take_back_met, name="deadline-met-take-back"),
    path("deadlines/<uuid:uuid>/count-again/", views.count_again, name="deadline-count-again"),
    path("deadlines/<uuid:uuid>/withdraw/", views.withdraw, name="deadline-withdraw"),
    path("deadlines/<uuid:uuid>/met/", views.record_met, name="deadline-met"),
    path("inspections/<uuid:uuid>/receipt/", views.record_receipt, name="inspection-record-receipt"),
    path("inspections/<uuid:uuid>/sent/", views.record_sent, name="inspection-record-sent"),
    path("inspections/<uuid:uuid>/visit/", views.record_visit, name="inspection-record-visit"),
]
