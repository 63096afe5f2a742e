"""Addresses of progress reports and of the measurements taken with them."""

from django.urls import path

from actions.reports import measurement_views, views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path("report/", views.report, name="report"),
    path(ONE + "update/", views.update, name="update"),
    path(
        ONE + "readings/<uuid:update>/<uuid:criterion>/withdraw/",
        measurement_views.withdraw,
        name="withdraw-reading",
    ),
]
