"""The addresses of the verbs on an action. The action's own page reads several rooms and is the roof's."""

from django.urls import path

from actions import evidenceviews, textviews, views

app_name = "actions"
urlpatterns = [
    path("recommendations/<str:reference>/add-action/", textviews.add, name="add"),
    path("actions/<str:reference>/edit/", textviews.edit, name="edit"),
    path("actions/<str:reference>/withdraw/", textviews.withdraw, name="withdraw"),
    path("actions/<str:reference>/agree/", textviews.agree, name="agree"),
    path("actions/<str:reference>/update/", views.update, name="update"),
    path("actions/<str:reference>/deliver/", views.deliver, name="deliver"),
    path("actions/<str:reference>/sign-off/", views.sign, name="sign-off"),
    path("actions/<str:reference>/date-change/", views.date_change, name="date-change"),
    path("actions/<str:reference>/evidence/", evidenceviews.evidence, name="evidence"),
    path("actions/<str:reference>/evidence/<uuid:uuid>/", evidenceviews.evidence_file, name="evidence-file"),
    path(
        "actions/<str:reference>/evidence/<uuid:uuid>/withdraw/",
        evidenceviews.withdraw,
        name="withdraw-evidence",
    ),
]
