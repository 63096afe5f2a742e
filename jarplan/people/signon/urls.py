"""Addresses of signing in with the account of one's organisation."""

from django.urls import path

from jarplan.people.signon import views

app_name = "signon"
urlpatterns = [
    path("", views.start, name="start"),
    path("back/", views.come_back, name="back"),
]
