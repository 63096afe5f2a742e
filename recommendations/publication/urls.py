"""Addresses of the verbs of publication. What they change is shown by the room of the duties."""

from django.urls import path

from recommendations.publication import views

STEP = "publication/<uuid:uuid>/"
COPY = STEP + "copies/<int:order>/"
urlpatterns = [
    path(STEP + "record/", views.record_step, name="step-record"),
    path(STEP + "take-back/", views.withdraw_record, name="step-take-back"),
    path(STEP + "name/", views.name_recipients, name="step-name"),
    path(STEP + "sent/", views.send_copies, name="step-sent"),
    path(STEP + "log/", views.log_copy, name="step-log"),
    path(COPY + "correct/", views.correct_copy, name="copy-correct"),
    path(COPY + "take-back/", views.withdraw_copy, name="copy-take-back"),
    path(COPY + "take-out/", views.leave_out_copy, name="copy-take-out"),
]
