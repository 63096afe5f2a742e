"""The pages that show whom the report and the plan have reached, and the way out of a file that proves it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from jarplan.audit.reading.as_at import day_shown
from jarplan.files.models import StoredFile
from jarplan.files.verbs import file_response
from jarplan.people.roles import Role
from recommendations import policies
from recommendations.deadlines import queries
from recommendations.deadlines.records import named_apart
from recommendations.duties.records import DONE, OPEN, narrowed, publication_duties, was_proof
from recommendations.inspections import queries as inspections_queries
from recommendations.limits import asking
from recommendations.models import Duty, Inspection, PublicationStep
from recommendations.publication.policies import NOT_PUBLISHED, plan_published_on
from recommendations.visibility import seen_or_404
from recommendations.within import within

SHOWN = {"": "All", OPEN: "Not recorded", DONE: "Done"}


class PublicationView(TemplateView):
    """Both duties: every class of recipients and every copy. Printed, it is the proof of who was sent what."""

    template_name = "recommendations/duties/publication.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        asked = self.request.GET.get("show", "")
        asked = asked if asked in SHOWN else ""
        every = publication_duties(day, as_at, within(self.request))
        query = self.request.GET.copy()
        query.pop("show", None)
        return super().get_context_data(
            duties=narrowed(every, asked),
            steps_known=any(duty.number for duty in every),
            asked=asked,
            choices=[(key, label, with_show(query, key)) for key, label in SHOWN.items()],
            query=self.request.GET.urlencode(),
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

    template_name = "recommendations/duties/step.html"

    def get_context_data(self, uuid, **kwargs):
        day, as_at = day_shown(self.request)
        seen_or_404(self.request.user, PublicationStep._base_manager, uuid=uuid)
        duties = publication_duties(day, as_at)
        steps = [(duty, shown) for duty in duties for shown in duty.steps if shown.step.uuid == str(uuid)]
        if not steps:
            raise Http404("There is no such publication step.")
        [(duty, shown)] = steps
        of_plan = shown.step.duty == Duty.PLAN and not shown.step.is_recorded
        inspection = Inspection.objects.get(uuid=shown.step.inspection)
        waits = of_plan and plan_published_on(inspection) is None
        return super().get_context_data(
            duty=duty,
            shown=shown,
            step=shown.step,
            waits_for=NOT_PUBLISHED if waits and as_at is None else "",
            may_record=not waits and (not shown.step.owed or shown.step.named_are_served),
            may_change=as_at is None and policies.may_change(self.request.user, inspection),
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
    step = seen_or_404(request.user, PublicationStep.objects, uuid=uuid)
    found = get_object_or_404(StoredFile, uuid=file)
    if found.pk != step.proof_file_id and not (policies.may_change(request.user) and was_proof(step, found)):
        raise Http404("What may not be seen is not there.")
    return file_response(found)


class DeadlinesView(TemplateView):
    """Each statutory date with its derivation, and whom report and plan have reached."""

    template_name = "recommendations/duties/deadlines.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        plan = within(self.request)
        titles = {one.uuid: one.title for one in inspections_queries.inspections(as_at, plan)}
        deadlines = list(named_apart(queries.deadlines(as_at, plan), titles))
        publication = {
            (duty.inspection, duty.duty): duty
            for duty in publication_duties(day, as_at, plan, deadlines=deadlines)
        }
        theirs = asking(self.request.user, Role.PROGRAMME)
        duties = [
            {
                "deadline": deadline,
                "days_left": deadline.days_left(day),
                "days_past": -deadline.days_left(day),
                "working_left": deadline.working_days_left(day),
                "publication": publication.get((deadline.inspection, deadline.duty)),
                "may_change": as_at is None and theirs(deadline.inspection),
            }
            for deadline in deadlines
        ]
        return super().get_context_data(
            duties=duties,
            paper_dates=inspections_queries.paper_dates(as_at, plan),
            **kwargs,
        )
