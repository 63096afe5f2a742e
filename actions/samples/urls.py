"""Addresses of samples of signed-off actions and of their checks."""

from django.urls import path

from actions.samples import views

urlpatterns = [
    path("samples/", views.samples, name="samples"),
    path("samples/draw/", views.draw, name="draw-sample"),
    path("samples/<uuid:uuid>/", views.sample, name="sample"),
    path("actions/<action:reference>/check/", views.check, name="check"),
]
