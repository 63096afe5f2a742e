"""Addresses of the pages that every footer names, and of what browsers and search engines ask every site for."""

from django.urls import path

from jarplan.reporting.statements import views

app_name = "statements"
urlpatterns = [
    *[path(f"{name}/", views.statement, {"name": name}, name=name) for name in views.STATEMENTS],
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
