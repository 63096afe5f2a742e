"""Addresses of progress by spreadsheet."""

from django.urls import path

from actions.returns import views

app_name = "returns"
urlpatterns = [
    path("", views.start, name="start"),
    path("workbook/", views.workbook, name="workbook"),
    path("for/<uuid:uuid>/", views.partner, name="partner"),
    path("for/<uuid:uuid>/workbook/", views.partner_workbook, name="partner-workbook"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/confirm/", views.confirm, name="confirm"),
    path("<uuid:uuid>/cancel/", views.cancel, name="cancel"),
    path("<uuid:uuid>/file/", views.file, name="file"),
]
