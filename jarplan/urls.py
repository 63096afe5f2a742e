"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from jarplan.health import healthz

urlpatterns = [
    path("accounts/", include("jarplan.people.account_urls")),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
