"""The addresses of the publication of the report and of the plan."""

from django.urls import path

from recommendations import publicationpages as pages
from recommendations import publicationviews as views

STEP = "publication/<uuid:uuid>/"
COPY = STEP + "copies/<int:order>/"
urlpatterns = [
    path("publication/", pages.PublicationView.as_view(), name="publication"),
    path(STEP, pages.StepView.as_view(), name="step"),
    path(STEP + "proof/<uuid:file>/", pages.proof, name="step-proof"),
    path(STEP + "record/", views.record_step, name="step-record"),
    path(STEP + "take-back/", views.take_back_step, name="step-take-back"),
    path(STEP + "name/", views.name_recipients, name="step-name"),
    path(STEP + "sent/", views.send_copies, name="step-sent"),
    path(STEP + "log/", views.log_copy, name="step-log"),
    path(COPY + "correct/", views.correct_copy, name="copy-correct"),
    path(COPY + "take-back/", views.take_back_copy, name="copy-take-back"),
    path(COPY + "take-out/", views.leave_out_copy, name="copy-take-out"),
]
