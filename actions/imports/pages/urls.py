"""Addresses of the import; to all but the programme office and administrators they are not there."""

from django.urls import path

from actions.imports.pages import draft_views, question_views, record_views, views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("template/", views.template, name="template"),
    path("workbook/", views.workbook, name="workbook"),
    path("<uuid:uuid>/", views.import_detail, name="detail"),
    path("<uuid:uuid>/problems/", views.problems, name="problems"),
    path("<uuid:uuid>/columns/", draft_views.columns, name="columns"),
    path("<uuid:uuid>/questions/", question_views.questions, name="questions"),
    path("<uuid:uuid>/confirm/", draft_views.confirm_draft, name="confirm"),
    path("<uuid:uuid>/call-off/", draft_views.cancel_draft, name="call-off"),
    path("<uuid:uuid>/agree/", record_views.agree, name="agree"),
    path("<uuid:uuid>/undo/", record_views.undo, name="undo"),
    path("<uuid:uuid>/file/", record_views.file, name="file"),
]
