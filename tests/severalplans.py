"""Two inspections side by side, each with a plan of its own in every part of which stands a word that is in nothing
of the other's; made by the verbs, so that the history holds both.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.agenda.verbs import put_on_agenda, record_decision
from actions.challenges.verbs import raise_challenge
from actions.duedates.verbs import ask_for_date
from actions.evidence.verbs import attach_evidence
from actions.plan.verbs import add_action, agree_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from finance.models import CostFigure, CostLine, CostPeriod, CostTable
from finance.verbs import revise_cost
from jarplan.audit.ledger import verb
from jarplan.reporting.document.compose import compose, for_the_public
from jarplan.reporting.document.schema import FORMAT, to_text
from recommendations.consultation.verbs import ask_partners, open_consultation
from recommendations.inspections import recommendation_verbs
from recommendations.inspections import verbs as inspection_verbs
from recommendations.meetings.verbs import add_meeting
from recommendations.models import Inspection
from recommendations.pasted.points import Point
from recommendations.publication.verbs import record_step
from recommendations.versions.childrens_page import write_childrens_page
from recommendations.versions.verbs import approve_version, make_version, publish_version
from recommendations.within import within_of
from tests import kept, packs, plan

MARKS = {"P": "quagga", "S": "bandicoot"}


@dataclass(frozen=True)
class Setting:
    """When all of it happens, where, and by what kind of inspection."""

    start: datetime = plan.NOON
    place: str = "Leicester"
    kinds: tuple = ("joint_area_review", "joint_area_review")

    def later(self, days):
        """A moment so many days after the start."""
        return self.start + timedelta(days=days)

    def day(self, days):
        return self.later(days).date()


HERE = Setting()


def begun(people, prefix, setting=HERE, *, confirmed=True):
    """An inspection with three recommendations, whose timeframe is called alike in both."""
    mark, act = MARKS[prefix], {"by": people.programme, "now": setting.later(1)}
    row = inspection_verbs.add_inspection(
        **act,
        kind=setting.kinds[list(MARKS).index(prefix)],
        reference=f"review-{prefix.lower()}",
        title=f"Review of the {mark}",
        area=setting.place,
        document=f"Report on the {mark}",
        reference_prefix=prefix,
        published_on=setting.day(-10),
    )

    def at():
        row.refresh_from_db()
        return act | {"inspection": row, "version": row.version}

    inspection_verbs.add_timeframe(**at(), label="At once", months=3, paragraph="2")
    words = [f"Recommendation {number} about the {mark}." for number in (1, 2, 3)]
    points = [Point(text, "At once", paragraph="2.1") for text in words]
    recommendation_verbs.add_recommendations(**at(), points=points)
    if confirmed:
        inspection_verbs.confirm_inspection(**at())
    row.refresh_from_db()
    return row


def planned(people, inspection, setting=HERE):
    """The plan that answers it: actions and all that hangs on them, a meeting with its pack, costs, a published
    version."""
    prefix = inspection.reference_prefix
    mark, act = MARKS[prefix], {"by": people.programme, "now": setting.later(2)}
    first, second, _ = inspection.recommendations.order_by("order")
    for place, recommendation in enumerate((first, first, second)):
        words = {"text": f"Action {place} on the {mark}", "resources": f"Costs of {mark}"}
        content = plan.content(people.post_a, due=setting.day(28), **words)
        action = add_action(**act, recommendation=recommendation, content=content)
        if place == 0:
            continue
        agree_action(**act, action=action)
        said = {"rating": "red", "reason": f"No {mark}", "next_step": f"A {mark}"}
        said |= {"done": f"Looked for the {mark}", "recovers_on": setting.day(73)}
        action = plan.fresh(action)
        report_progress(by=people.officer_a, now=setting.later(3), action=action, **said)
        action = plan.fresh(action)
        raise_challenge(
            by=people.cabinet, now=setting.later(4), action=action, question=f"Where is the {mark}?"
        )
    ask_for_date(
        by=people.officer_a,
        now=setting.later(4),
        action=plan.fresh(action),
        to=PlanDate.on(setting.day(102)),
        category="people",
        reason=f"The {mark} is late",
    )
    attach_evidence(
        by=people.officer_a,
        now=setting.later(4),
        action=plan.fresh(action),
        shows=f"A {mark}",
        speaks_of=setting.day(1),
        upload=SimpleUploadedFile("audit.txt", f"One {mark}".encode()),
    )
    for held_on in (setting.day(3), setting.day(164)):
        meeting = add_meeting(
            **act, body=f"Board {prefix}", held_on=held_on, purpose=f"The {mark}", inspection=inspection
        )
    [item] = put_on_agenda(
        **act, meeting=inspection.meetings.earliest("held_on"), about=[action], asked=f"To note the {mark}"
    )
    said = {"kind": "noted", "words": f"Noted the {mark}"}
    record_decision(by=people.programme, now=setting.later(5), item=item, **said)
    board = (f"Board {prefix}", setting.day(3))
    said = {"cut_off": setting.day(4), "purpose": f"To report on the {mark}.", "now": setting.later(5)}
    packs.draft(people, board, inspection=inspection, **said)
    packs.made(people, board, now=setting.later(5))
    for step in inspection.publication_steps.filter(duty="report")[:1]:  # some kinds ask for none
        said = {"done_on": setting.day(-8), "done_by": f"The {mark} team", "proof": f"Letter on the {mark}"}
        record_step(**act, step=step, version=step.version, **said)
    costs(people, inspection, mark, setting)
    write_childrens_page(
        **act, version=0, title=f"For friends of the {mark}", text=f"A {mark}.", inspection=inspection
    )
    publish(people, inspection, mark, setting, inspection.meetings.order_by("held_on").first())
    return meeting


@verb
def tabled(*, by, now, ledger, inspection, mark, setting):
    """A cost table of one figure."""
    table = CostTable.objects.create(
        inspection=inspection,
        slug=f"costs-{mark}",
        name=f"The {mark}",
        title=f"Cost of the {mark}",
        source="4",
    )
    days = {"starts_on": setting.day(-80), "ends_on": setting.day(284)}
    label = f"{days['starts_on'].year}/{days['ends_on'].year}"
    period = CostPeriod.objects.create(table=table, order=1, label=label, short_label=label, **days)
    line = CostLine.objects.create(table=table, order=1, kind="line", label=f"Feed of the {mark}")
    figure = CostFigure.objects.create(line=line, period=period, printed="12", amount=Decimal(12))
    ledger.record(table, "loaded", role=None)
    return figure


def costs(people, inspection, mark, setting):
    figure = tabled(by=None, now=setting.later(2), inspection=inspection, mark=mark, setting=setting)
    said = {"kind": "forecast", "amount": Decimal(13), "reason": f"More {mark}"}
    revise_cost(by=people.finance, now=setting.later(3), figure=figure, **said)


def publish(people, inspection, mark, setting, meeting):
    within = within_of(inspection.reference)
    act = {"by": people.programme, "now": setting.later(2)}
    content = to_text(for_the_public(compose(day=setting.day(2), now=setting.later(2), within=within)))
    about = {"title": f"Plan for the {mark}", "note": f"First {mark}", "inspection": inspection}
    made = make_version(**act, content=content, format=FORMAT, **about)
    open_consultation(**act, plan_version=made, version=made.version)
    made.refresh_from_db()
    asked = {"partners": [(people.b, people.b.name), (None, f"Keeper of the {mark}")]}
    asked |= {"answer_by": setting.day(5), "question": f"Do you like the {mark}?"}
    ask_partners(**act, plan_version=made, version=made.version, **asked)
    made.refresh_from_db()
    act["now"] = setting.later(5)
    approve_version(**act, plan_version=made, version=made.version, meeting=meeting)
    made.refresh_from_db()
    publish_version(**act, plan_version=made, version=made.version, findings=[])


def beside_the_facts():
    """Both plans beside the facts of the source, made once by a process: (the people, the inspections)."""
    kept.once(add_beside_the_facts)
    return plan.people_there(), [Inspection.objects.get(reference_prefix=prefix) for prefix in MARKS]


def add_beside_the_facts():
    kept.facts()
    both(plan.make_people())


def both(people, setting=HERE):
    """Both inspections with their plans."""
    rows = [begun(people, prefix, setting) for prefix in MARKS]
    for row in rows:
        planned(people, row, setting)
    return [Inspection.objects.get(pk=row.pk) for row in rows]
