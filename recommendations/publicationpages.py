"""The pages that show whom the report and the plan have reached, and the way out of a file that proves it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from jarplan.audit.asat import day_shown
from jarplan.files.models import StoredFile
from jarplan.files.services import file_response
from recommendations import policies
from recommendations.models import Duty, PublicationStep
from recommendations.publicationduties import DONE, OPEN, narrowed, publication_duties, was_proof
from recommendations.publicationpolicies import NOT_PUBLISHED, plan_published_on

SHOWN = {"": "All", OPEN: "Not recorded", DONE: "Done"}


class PublicationView(TemplateView):
    """Both duties: every class of recipients and every copy. Printed, it is the proof of who was sent what."""

    template_name = "recommendations/publication.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        asked = self.request.GET.get("show", "")
        asked = asked if asked in SHOWN else ""
        every = publication_duties(day, as_at)
        query = self.request.GET.copy()
        query.pop("show", None)
        return super().get_context_data(
            duties=narrowed(every, asked),
            steps_known=any(duty.number for duty in every),
            asked=asked,
            choices=[(key, label, with_show(query, key)) for key, label in SHOWN.items()],
            query=self.request.GET.urlencode(),
            may_change=as_at is None and policies.may_change(self.request.user),
            **kwargs,
        )


def with_show(query, key):
    """The address's questions with another choice of what is shown."""
    query = query.copy()
    if key:
        query["show"] = key
    return query.urlencode()


class StepView(TemplateView):
    """One class of recipients, with every copy, and what may be done about it."""

    template_name = "recommendations/step.html"

    def get_context_data(self, uuid, **kwargs):
        day, as_at = day_shown(self.request)
        duties = publication_duties(day, as_at)
        steps = [(duty, shown) for duty in duties for shown in duty.steps if shown.step.uuid == str(uuid)]
        if not steps:
            raise Http404("No such step of publication.")
        [(duty, shown)] = steps
        waits = shown.step.duty == Duty.PLAN and not shown.step.is_recorded and plan_published_on() is None
        return super().get_context_data(
            duty=duty,
            shown=shown,
            step=shown.step,
            waits_for=NOT_PUBLISHED if waits and as_at is None else "",
            may_record=not waits and (not shown.step.owed or shown.step.named_are_served),
            may_change=as_at is None and policies.may_change(self.request.user),
            file_href=may_open(self.request.user, uuid, shown.file),
            **kwargs,
        )


def may_open(user, uuid, file):
    """Whether the proof that is shown can be opened: what the law took out cannot, and one that another has replaced
    since only by the programme office."""
    if file is None or file.blanked_at:
        return False
    return policies.may_change(user) or PublicationStep.objects.filter(uuid=uuid, proof_file=file).exists()


@require_safe
def proof(request, uuid, file):
    """The file that proves a step, as a download: everybody reads the present one; one that was replaced, which may
    have been the wrong one, is the programme office's to open."""
    step = get_object_or_404(PublicationStep, uuid=uuid)
    found = get_object_or_404(StoredFile, uuid=file)
    if found.pk != step.proof_file_id and not (policies.may_change(request.user) and was_proof(step, found)):
        raise Http404("What may not be seen is not there.")
    return file_response(found)
