"""Addresses that everybody may open."""

from django.urls import path

from jarplan.reporting.published import views

app_name = "published"
urlpatterns = [
    path("published/", views.latest, name="latest"),
    path("published/children/", views.children, name="children"),
    path("published/<int:number>/", views.earlier, name="earlier"),
    path("published/<int:number>/record/", views.record, name="record"),
]
