"""Addresses of the statutory duties: the page of deadlines, and whom the report and the plan have reached."""

from django.urls import path

from recommendations.duties import pages

STEP = "publication/<uuid:uuid>/"
urlpatterns = [
    path("deadlines/", pages.DeadlinesView.as_view(), name="deadline-list"),
    path("publication/", pages.PublicationView.as_view(), name="publication"),
    path(STEP, pages.StepView.as_view(), name="step"),
    path(STEP + "proof/<uuid:file>/", pages.proof, name="step-proof"),
]
