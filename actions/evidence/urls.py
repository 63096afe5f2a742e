"""Addresses of evidence."""

from django.urls import path

from actions.evidence import views

ONE = "actions/<action:reference>/"
urlpatterns = [
    path(ONE + "evidence/", views.evidence, name="evidence"),
    path(ONE + "evidence/use/", views.use, name="use-evidence"),
    path(ONE + "evidence/<uuid:uuid>/", views.evidence_file, name="evidence-file"),
    path(ONE + "evidence/<uuid:uuid>/newer/", views.newer, name="newer-evidence"),
    path(ONE + "evidence/<uuid:uuid>/end-use/", views.end_use, name="end-use"),
    path(
        ONE + "evidence/<uuid:uuid>/withdraw/",
        views.withdraw,
        name="withdraw-evidence",
    ),
]
