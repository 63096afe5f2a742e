"""Addresses of the import; to all but the programme office and administrators they are not there."""

from django.urls import path

from actions import import_views as views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("<uuid:uuid>/", views.import_detail, name="detail"),
    path("<uuid:uuid>/confirm/", views.import_confirm, name="confirm"),
    path("<uuid:uuid>/call-off/", views.import_call_off, name="call-off"),
    path("<uuid:uuid>/agree/", views.import_agree, name="agree"),
    path("<uuid:uuid>/file/", views.import_file, name="file"),
]
