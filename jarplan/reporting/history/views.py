"""The history: everything that happened, in words, for those who may read it."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.views.generic import TemplateView, View

from actions.rules.filters import clean
from jarplan.audit.errors import allows
from jarplan.audit.ledger import REFUSED
from jarplan.audit.reading.as_at import AS_AT, day_shown
from jarplan.audit.reading.folding import end_of
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import LONDON
from jarplan.people.roles import Role
from jarplan.reporting.history.story import story
from jarplan.reporting.lists.choices import select, unknown_in
from jarplan.reporting.lists.paging import kept_query, stretch_of
from jarplan.spreadsheets.downloads import sheet
from recommendations.limits import SHARED, acts
from recommendations.policies import check_inspections
from recommendations.within import within


@dataclass(frozen=True)
class Asked:
    """What the address asks the history for."""

    reference: str = ""
    kind: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, query):
        """BadRequest for a kind of record or a day that there is not."""
        words = {name: clean(query.get(name, "")) for name in ("reference", "kind", "person")}
        if words["kind"] not in ("", REFUSED, *SUBJECTS):
            raise BadRequest(f"There is no type of record “{words['kind']}”.")
        return cls(**words, since=day_in(query, "since"), until=day_in(query, "until"))

    def narrow(self, events):
        """The events that are asked for, the newest first."""
        if self.reference:
            events = events.filter(
                Q(reference=self.reference)
                | Q(reference__startswith=f"{self.reference}.")
                | Q(reference__startswith=f"{self.reference},")
                | Q(reference__contains=f", {self.reference}")
            )
        if self.person:
            events = events.filter(actor_name__iregex=re.escape(self.person))
        if self.kind == REFUSED:
            events = events.filter(kind=REFUSED)
        elif self.kind:
            events = events.filter(subject_kind=self.kind)
        if self.since:
            events = events.filter(at__gte=datetime.combine(self.since, time.min, LONDON))
        if self.until:
            events = events.filter(at__lt=end_of(self.until))
        return events.order_by("-sequence")


def day_in(query, name):
    """A day of the address, or None; BadRequest where it is none."""
    asked = query.get(name, "").strip()
    try:
        return date.fromisoformat(asked if AS_AT.match(asked) else "no day") if asked else None
    except ValueError:
        raise BadRequest("Enter the date like this: 2009-07-15.") from None


def kinds_for(user):
    """{kind: label} of the records whose history this person may read."""
    for_administrators = {"user"}
    kinds = {
        kind: subject.label[:1].upper() + subject.label[1:]
        for kind, subject in sorted(SUBJECTS.items(), key=lambda pair: pair[1].label)
        if kind not in for_administrators or user.has_role(Role.ADMINISTRATOR)
    }
    if user.has_role(Role.PROGRAMME, Role.ADMINISTRATOR):
        kinds[REFUSED] = "Refused attempts"
    return {"": "Any", **kinds}


def events_for(request, as_at):
    """The events of the inspections that are shown, and of what they share; for those who enter inspections also of
    what is not confirmed yet."""
    plan, events = within(request), visible_events(request.user, as_at)
    enters = allows(check_inspections, request.user)
    return events if enters and not plan.is_narrowed else events.filter(plan.events())


FILTER_NAMES = [one.name for one in fields(Asked)]


class HistoryView(TemplateView):
    """A hundred events a page, the newest first."""

    template_name = "reporting/history/history.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        asked = Asked.read(self.request.GET)
        page = stretch_of(asked.narrow(events_for(self.request, as_at)), self.request, event_changes)
        return super().get_context_data(
            asked=asked,
            unknown=unknown_in(self.request.GET, *FILTER_NAMES),
            kind_select=select("kind", "Record", kinds_for(self.request.user), asked.kind),
            is_narrowed=asked != Asked(),
            stretch=page,
            story=story(page.rows, as_at),
            query=kept_query(self.request),
            clear=f"?{kept_query(self.request, without=FILTER_NAMES)}",
            may_redact=as_at is None and acts(self.request.user, Role.ADMINISTRATOR, SHARED),
            **kwargs,
        )


HEADINGS = (
    "Number",
    "When",
    "Who",
    "Role",
    "Organisation",
    "Record",
    "What happened",
    "Words",
    "Field",
    "Before",
    "After",
)


def sheet_rows(told):
    """One row for each changed field; one without a field where none changed."""
    for one in told:
        start = [one.sequence, one.at, one.who, one.role, one.organisation]
        start += [one.reference, one.title, one.text]
        for change in one.changes or [None]:
            yield [*start, *((change.label, change.before, change.after) if change else ("", "", ""))]


class HistoryExport(View):
    """Exactly what the history shows, all pages of it."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        events = Asked.read(request.GET).narrow(events_for(request, as_at))
        return sheet(kind, "History", day, HEADINGS, sheet_rows(story(event_changes(events))))
