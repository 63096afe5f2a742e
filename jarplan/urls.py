"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from jarplan.health.probes import healthz
from jarplan.people.signin.views import start

urlpatterns = [
    path("", include("jarplan.reporting.urls")),
    path("", include("jarplan.reporting.progress.urls")),
    path("", include("jarplan.reporting.published.urls")),
    path("", include("jarplan.reporting.statements.urls")),
    path("", include("recommendations.urls")),
    path("", include("actions.urls")),
    path("accounts/", include("jarplan.people.accounts.urls")),
    path("accounts/sign-on/", include("jarplan.people.signon.urls")),
    path("accounts/start/", start, name="account_login"),
    path("people/", include("jarplan.people.urls")),
    path("healthz", healthz, name="healthz"),
    path("", include("finance.urls")),
    path("import/return/", include("actions.returns.urls")),
    path("import/", include("actions.imports.pages.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "jarplan.reporting.badrequests.bad_request"
handler500 = "jarplan.health.outages.server_error"
