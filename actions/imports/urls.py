"""Addresses of the import; to all but the programme office and administrators they are not there."""

from django.urls import path

from actions.imports import draftviews, questionviews, recordviews, views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("template/", views.template, name="template"),
    path("workbook/", views.workbook, name="workbook"),
    path("<uuid:uuid>/", views.import_detail, name="detail"),
    path("<uuid:uuid>/problems/", views.problems, name="problems"),
    path("<uuid:uuid>/columns/", draftviews.columns, name="columns"),
    path("<uuid:uuid>/questions/", questionviews.questions, name="questions"),
    path("<uuid:uuid>/confirm/", draftviews.confirm_draft, name="confirm"),
    path("<uuid:uuid>/call-off/", draftviews.call_off_draft, name="call-off"),
    path("<uuid:uuid>/agree/", recordviews.agree, name="agree"),
    path("<uuid:uuid>/undo/", recordviews.undo, name="undo"),
    path("<uuid:uuid>/file/", recordviews.file, name="file"),
]
