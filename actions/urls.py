"""The addresses of the verbs on an action. The action's own page reads several rooms and is the roof's."""

from django.urls import path

from actions import evidenceviews, textviews, views
from recommendations import references  # noqa: F401  an address knows what a reference looks like

app_name = "actions"
urlpatterns = [
    path("recommendations/<recommendation:reference>/add-action/", textviews.add, name="add"),
    path("actions/<action:reference>/edit/", textviews.edit, name="edit"),
    path("actions/<action:reference>/withdraw/", textviews.withdraw, name="withdraw"),
    path("actions/<action:reference>/agree/", textviews.agree, name="agree"),
    path("actions/<action:reference>/update/", views.update, name="update"),
    path("actions/<action:reference>/deliver/", views.deliver, name="deliver"),
    path("actions/<action:reference>/sign-off/", views.sign, name="sign-off"),
    path("actions/<action:reference>/date-change/", views.date_change, name="date-change"),
    path("actions/<action:reference>/evidence/", evidenceviews.evidence, name="evidence"),
    path(
        "actions/<action:reference>/evidence/<uuid:uuid>/", evidenceviews.evidence_file, name="evidence-file"
    ),
    path(
        "actions/<action:reference>/evidence/<uuid:uuid>/withdraw/",
        evidenceviews.withdraw,
        name="withdraw-evidence",
    ),
]
