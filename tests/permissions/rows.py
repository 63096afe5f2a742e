"""The permission table: every address of ours, who may see it and who may post to it.

How to add an address: one `Row` under its room, named as in the URLconf ("people:person"). An address without
a row fails the suite, and so does a row without an address.

    Row("actions:update", "action", get=mine(OFFICERS), post=mine(OFFICERS), others=403, data=a_report)

- `thing` is what the address is about, a key of THINGS, or None where it is about nothing in particular. A thing
  says how to make one that is led by (or belongs to) an organisation, as the arguments of the address, and
  which arguments lead nowhere. Rows of a thing are tried with one of the actor's own organisation ("mine"),
  with one of the other organisation ("another"), and with one that is not there ("missing": 404 for everybody).
- `get` and `post` are who may: `any_of(PROGRAMME)` for everybody's things, `mine(OFFICERS)` for those of one's
  own organisation only, `EVERYBODY` who is signed in, unions with `|`; NOT_HERE where the method is not served.
- `others` is what signed-in people get who may not: 404 where they may not even see the thing, 403 where they
  may see it but not do this (a refused POST is then recorded, which is checked).
- `seen` are those who may see the thing though others may not (who, and whose): what they may not do with it
  gets them 403.
- `data` is what is posted: a dict or a function of (world, organisation) that returns one; nothing else than a
  token where it is left out. Those who may get 200 or a redirect; those who may not leave nothing behind.
- `public=True` answers those who are not signed in too; at all other addresses they are sent to sign in.
"""

from copy import copy
from datetime import date

from finance.models import CostTable
from recommendations.models import Meeting
from tests.factories import OrganisationFactory, PostFactory, PostHoldingFactory, UserFactory
from tests.permissions import actions, life
from tests.permissions.accounts import ACCOUNT_ROWS, ACCOUNT_THINGS
from tests.permissions.checks import LINT_ROWS, LINT_THINGS
from tests.permissions.consultation import CONSULTATION_ROWS, CONSULTATION_THINGS
from tests.permissions.deadlines import DEADLINE_ROWS, DEADLINE_THINGS
from tests.permissions.evidence import EVIDENCE_ROWS
from tests.permissions.inspections import INSPECTION_ROWS, INSPECTION_THINGS
from tests.permissions.meetings import MEETING_ROWS, MEETING_THINGS
from tests.permissions.own import OWN_ROWS, OWN_THINGS
from tests.permissions.packs import PACK_ROWS, PACK_THINGS
from tests.permissions.publication import PUBLICATION_ROWS, PUBLICATION_THINGS
from tests.permissions.releases import RELEASE_ROWS, RELEASE_THINGS
from tests.permissions.returns import RETURN_ROWS, RETURN_THINGS
from tests.permissions.versions import VERSION_ROWS, VERSION_THINGS
from tests.permissions.words import (
    ACTORS,
    ADMINISTRATOR,
    APPROVERS,
    CABINET,
    EVERYBODY,
    FINANCE,
    IMPORTERS,
    NOT_HERE,
    OFFICERS,
    ONLY_ADMINISTRATOR,
    PROGRAMME,
    SUPERUSER,
    Row,
    any_of,
    mine,
)
from tests.plan import make_inspection, make_recommendation


class World:
    """Two organisations with their people, and the things that addresses are about, each made once."""

    def __init__(self):
        self.organisations = {
            "A": OrganisationFactory(name="Leicester City Council"),
            "B": OrganisationFactory(name="Leicester City PCT"),
        }
        self.actors = {
            name: UserFactory(
                username=name,
                roles=about[1],
                organisation=self.organisations[about[0]],
                is_staff=name == "superuser",
                is_superuser=name == "superuser",
            )
            for name, about in ACTORS.items()
            if about
        }
        self.made = {}

    def without_things(self):
        """The same people, before anything was made."""
        world = copy(self)
        world.made = {}
        return world

    def organisation_of(self, actor, whose):
        """The organisation whose thing is "mine" or "another" for this actor."""
        own = ACTORS[actor][0] if ACTORS[actor] else "A"
        letter = own if whose == "mine" else {"A": "B", "B": "A"}[own]
        return self.organisations[letter]

    def arguments(self, thing, organisation):
        """The arguments of the address of this organisation's thing, which is made the first time."""
        key = (thing, organisation.pk)
        if key not in self.made:
            self.made[key] = THINGS[thing][0](self, organisation)
        return self.made[key]


def a_person(world, organisation):
    return {"username": UserFactory(organisation=organisation, roles=["officer"]).username}


def a_held_post(world, organisation):
    holding = PostHoldingFactory(
        post__organisation=organisation, user=UserFactory(organisation=organisation, roles=["officer"])
    )
    return {"uuid": holding.post.uuid, "username": holding.user.username}


def a_recommendation(world, organisation):
    return {"reference": make_recommendation(4).reference}


def a_draft(world, organisation):
    """A file that the programme office of A brought; in B it is somebody else's."""
    from tests.actions.imports.books import NOW, drafted, plan_file, row

    make_recommendation()
    own = world.actors["programme"].organisation_id == organisation.pk
    by = world.actors["programme"] if own else UserFactory(organisation=organisation, roles=["programme"])
    upload = plan_file(row(jar_recommendation="recommendation 4", target_date="perhaps"))
    return {"uuid": drafted(by, upload, NOW).uuid}


def an_import(world, organisation):
    from tests.actions.imports.books import NOW, imported, plan_file, row

    make_recommendation()
    reference = "4.1" if world.actors["programme"].organisation_id == organisation.pk else "4.2"
    upload = plan_file(row(reference, jar_recommendation="recommendation 4", action=f"Audit {reference}"))
    return {"uuid": imported(world.actors["programme"], upload, NOW).uuid}


def a_cost_table(world, organisation):
    """One table of one line in one period, whosever it is."""
    table, made = CostTable.objects.get_or_create(slug="costs", name="Costs", title="Costs", corner="£000")
    if made:
        period = table.periods.create(
            order=1, label="2008/09", basis="forecast", starts_on=date(2008, 4, 1), ends_on=date(2009, 3, 31)
        )
        line = table.lines.create(order=1, kind="line", label="Posts")
        line.figures.create(period=period, printed="5", amount=5)
    return {"slug": table.slug}


NO_ACTION = {"reference": "R99.9"}
MISTAKE = {"version": 1, "reason": "A mistake"}
MEETING = {"body": "Scrutiny", "purpose": "The plan"}
MEETING |= {"held_on_day": "6", "held_on_month": "8", "held_on_year": "2008"}
UNDO = {"version": 1, "reason": "The wrong file"}
NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}


def a_meeting(world, organisation):
    meeting = Meeting.objects.create(body=organisation.name, held_on=date(2008, 9, 1), purpose="The plan")
    return {"uuid": meeting.uuid}


THINGS = {
    "person": (a_person, {"username": "nobody.here"}),
    "organisation": (lambda world, organisation: {"uuid": organisation.uuid}, NO_UUID),
    "post": (lambda world, organisation: {"uuid": PostFactory(organisation=organisation).uuid}, NO_UUID),
    "recommendation": (a_recommendation, {"reference": "R999"}),
    "inspection": (lambda world, organisation: {"uuid": make_inspection()[0].uuid}, NO_UUID),
    **DEADLINE_THINGS,
    **PUBLICATION_THINGS,
    "meeting": (a_meeting, NO_UUID),
    "import": (an_import, NO_UUID),
    "draft": (a_draft, NO_UUID),
    "held post": (a_held_post, NO_UUID | {"username": "nobody.here"}),
    "cost table": (a_cost_table, {"slug": "no-such-table"}),
    "round": (actions.reporting_round, NO_UUID),
    "proposed action": (actions.proposed, NO_ACTION),
    "agreed action": (actions.agreed, NO_ACTION),
    "asked action": (actions.asked, NO_ACTION),
    "action asked otherwise": (actions.asked_otherwise, NO_ACTION),
    "action beside another": (actions.with_another, NO_ACTION),
    "action that nobody signs": (actions.signed_by_nobody, NO_ACTION),
    "signed action": (actions.signed_off, NO_ACTION),
    "drawn action": (actions.drawn, NO_ACTION),
    "sample": (actions.a_sample, NO_UUID),
    "signature": (actions.signature_of_approver, {**NO_ACTION, **NO_UUID}),
    "deputy": (actions.a_deputy, NO_UUID),
    "paused action": (actions.paused, NO_ACTION),
    "superseded action": (actions.superseded, NO_ACTION),
    "declined action": (actions.declined, NO_ACTION),
    "shown action": (actions.shown, NO_ACTION),
    "delivered action": (actions.delivered, NO_ACTION),
    "action beside evidence": (actions.beside_evidence, NO_ACTION),
    "used evidence": (actions.used_evidence, {**NO_ACTION, **NO_UUID}),
    "evidence": (actions.evidence, {**NO_ACTION, **NO_UUID}),
    "reading": (actions.reading, {**NO_ACTION, **actions.NO_READING}),
    **INSPECTION_THINGS,
    **LINT_THINGS,
    **MEETING_THINGS,
    **VERSION_THINGS,
    **PACK_THINGS,
    **RELEASE_THINGS,
    **CONSULTATION_THINGS,
    **RETURN_THINGS,
    **OWN_THINGS,
    **ACCOUNT_THINGS,
}

NOW, LSCB = {"version": 1}, {"name": "Leicester Safeguarding Children Board"}

BY_PROGRAMME = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}

ROWS = [
    # Signing in, and what the monitoring asks
    *ACCOUNT_ROWS,
    Row("healthz", None, get=EVERYBODY, post=NOT_HERE, public=True),
    # The pages that read the whole plan
    *[
        Row(f"reporting:{name}", None, get=EVERYBODY, post=NOT_HERE)
        for name in (
            "dashboard",
            "my-work",
            "recommendations",
            "recommendations-csv",
            "recommendations-xlsx",
            "actions",
            "actions-csv",
            "actions-xlsx",
            "history",
            "timeline",
            "trend",
            "measures",
            "measures-csv",
            "measures-xlsx",
            "search",
            "compare",
            "compare-csv",
            "compare-xlsx",
            "slippage",
            "slippage-csv",
            "slippage-xlsx",
            "history-csv",
            "history-xlsx",
        )
    ],
    *OWN_ROWS,
    Row("reporting:desk", None, get=any_of(IMPORTERS), post=NOT_HERE),
    Row("reporting:recommendation", "recommendation", get=EVERYBODY, post=NOT_HERE),
    Row(
        "reporting:remove-text",
        None,
        get=any_of(ADMINISTRATOR),
        post=any_of(ADMINISTRATOR),
        data={"text": "a name", "reason": "asked for by the family"},
    ),
    # The law and the meetings
    *DEADLINE_ROWS,
    Row("recommendations:inspection-list", None, get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:meeting-list", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:meeting-add",
        None,
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data={
            "body": "Cabinet",
            "held_on_day": "1",
            "held_on_month": "9",
            "held_on_year": "2008",
            "purpose": "The plan",
        },
    ),
    Row("recommendations:meeting-correct", "meeting", **BY_PROGRAMME, data=MEETING | MISTAKE),
    Row("recommendations:meeting-withdraw", "meeting", **BY_PROGRAMME, data=MISTAKE),
    Row(
        "recommendations:meeting-record-outcome",
        "meeting",
        **BY_PROGRAMME,
        data={"version": 1, "outcome": "Noted"},
    ),
    Row(
        "recommendations:recommendation-set-accountable",
        "recommendation",
        **BY_PROGRAMME,
        data={"version": 1},
    ),
    *PUBLICATION_ROWS,
    # The actions
    Row("reporting:action", "agreed action", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:action-history-csv", "agreed action", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:action-history-xlsx", "agreed action", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:rating", "agreed action", get=EVERYBODY, post=NOT_HERE),
    Row("reporting:rating-rule", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "actions:challenge",
        "agreed action",
        get=any_of(CABINET | PROGRAMME),
        post=any_of(CABINET | PROGRAMME),
        others=403,
        data={"question": "Is it really green?"},
    ),
    Row(
        "actions:question",
        "agreed action",
        get=any_of(CABINET | PROGRAMME) | mine(APPROVERS),
        post=any_of(CABINET | PROGRAMME) | mine(APPROVERS),
        others=403,
        data={"question": "When does it begin?"},
    ),
    Row(
        "actions:add",
        "recommendation",
        get=any_of(OFFICERS | PROGRAMME),
        post=any_of(OFFICERS | PROGRAMME),
        others=403,
        data=actions.typed(),
    ),
    Row(
        "actions:edit",
        "agreed action",
        get=mine(OFFICERS) | any_of(PROGRAMME),
        post=mine(OFFICERS) | any_of(PROGRAMME),
        others=403,
        data=actions.typed("agreed action"),
    ),
    Row(
        "actions:withdraw",
        "agreed action",
        **BY_PROGRAMME,
        data=actions.seen("agreed action", reason="done by another body"),
    ),
    Row(
        "actions:agree",
        "proposed action",
        **BY_PROGRAMME,
        data=actions.seen("proposed action"),
    ),
    *life.ROWS,
    Row(
        "actions:together",
        None,
        **BY_PROGRAMME,
        data={"do": "round"},
    ),
    Row("actions:report", None, get=any_of(OFFICERS), post=NOT_HERE, others=403),
    Row("actions:rounds", None, get=EVERYBODY, post=NOT_HERE),
    Row("actions:round", "round", get=EVERYBODY, post=NOT_HERE),
    Row("actions:open-round", None, **BY_PROGRAMME),
    Row("actions:set-rounds", None, **BY_PROGRAMME),
    Row("actions:withdraw-round", "round", **BY_PROGRAMME, data=MISTAKE),
    Row("actions:change-round", "round", **BY_PROGRAMME, data=actions.OTHER_DAYS),
    Row(
        "actions:update",
        "agreed action",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        others=403,
        data={"rating": "green", "confidence": "high", "done": "All audited"},
    ),
    Row(
        "actions:deliver",
        "shown action",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        others=403,
        data=actions.seen("shown action"),
    ),
    Row(
        "actions:sign-off",
        "delivered action",
        get=mine(APPROVERS),
        post=mine(APPROVERS),
        others=403,
        data=actions.signature,
    ),
    Row(
        "actions:date-change",
        "agreed action",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        others=403,
        data=actions.A_LATER_DATE,
    ),
    Row(
        "actions:recall-date",
        "asked action",
        get=mine({"officer_a", "officer_b"}),
        post=mine({"officer_a", "officer_b"}),
        others=403,
        data=actions.request,
    ),
    Row("actions:change", "action asked otherwise", **BY_PROGRAMME, data=actions.decision_otherwise),
    Row(
        "actions:recall-change",
        "action asked otherwise",
        get=mine({"officer_a", "officer_b"}),
        post=mine({"officer_a", "officer_b"}),
        others=403,
        data=actions.request_otherwise,
    ),
    *EVIDENCE_ROWS,
    *INSPECTION_ROWS,
    *LINT_ROWS,
    *MEETING_ROWS,
    *VERSION_ROWS,
    *PACK_ROWS,
    *RELEASE_ROWS,
    *CONSULTATION_ROWS,
    *RETURN_ROWS,
    # The money
    Row("finance:index", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "finance:revise",
        "cost table",
        get=any_of(FINANCE),
        post=any_of(FINANCE),
        others=403,
        data={"line": "1", "period": "1", "kind": "forecast", "amount": "6", "reason": "pay award"},
    ),
    Row("finance:csv", None, get=EVERYBODY, post=NOT_HERE),
    Row("finance:xlsx", None, get=EVERYBODY, post=NOT_HERE),
    # Bringing in a plan
    Row("imports:list", None, get=any_of(IMPORTERS), post=any_of(IMPORTERS)),
    Row("imports:template", None, get=any_of(IMPORTERS), post=NOT_HERE),
    Row("imports:workbook", None, get=any_of(IMPORTERS), post=NOT_HERE),
    Row("imports:detail", "import", get=any_of(IMPORTERS), post=NOT_HERE),
    Row("imports:problems", "import", get=any_of(IMPORTERS), post=NOT_HERE),
    Row("imports:file", "import", get=any_of(IMPORTERS), post=NOT_HERE),
    Row(
        "imports:agree",
        "import",
        get=NOT_HERE,
        post=any_of(PROGRAMME),
        seen=any_of(ADMINISTRATOR),
        data={"every": "on"},
    ),
    Row("imports:undo", "import", get=any_of(IMPORTERS), post=any_of(IMPORTERS), data=UNDO),
    # Drafts are their user's alone
    Row("imports:columns", "draft", get=mine(PROGRAMME), post=mine(PROGRAMME), data={"version": 1}),
    Row("imports:questions", "draft", get=mine(PROGRAMME), post=mine(PROGRAMME), data={"version": 1}),
    Row("imports:confirm", "draft", get=NOT_HERE, post=mine(PROGRAMME), data={"version": 1}),
    Row("imports:call-off", "draft", get=NOT_HERE, post=mine(PROGRAMME), data={"version": 1}),
    # People, organisations and posts: to all but administrators these pages are not there
    Row("people:people", None, get=ONLY_ADMINISTRATOR, post=NOT_HERE),
    Row("people:add-person", None, get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:person", "person", get=ONLY_ADMINISTRATOR, post=NOT_HERE),
    Row(
        "recommendations:limit-roles",
        "person",
        get=ONLY_ADMINISTRATOR,
        post=ONLY_ADMINISTRATOR,
        data={"version": 1, "reason": "They work on one only"},
    ),
    Row("people:change-person", "person", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row(
        "people:correct-username",
        "person",
        get=ONLY_ADMINISTRATOR,
        post=ONLY_ADMINISTRATOR,
        data=MISTAKE | {"username": "right"},
    ),
    Row("people:deactivate-person", "person", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, data=NOW),
    Row("people:reactivate-person", "person", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:password-link", "person", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:organisations", None, get=ONLY_ADMINISTRATOR, post=NOT_HERE),
    Row("people:add-organisation", None, get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, data=LSCB),
    Row("people:change-organisation", "organisation", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row(
        "people:withdraw-organisation",
        "organisation",
        get=ONLY_ADMINISTRATOR,
        post=ONLY_ADMINISTRATOR,
        data=MISTAKE,
    ),
    Row("people:posts", None, get=ONLY_ADMINISTRATOR, post=NOT_HERE),
    Row("people:add-post", None, get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:post", "post", get=ONLY_ADMINISTRATOR, post=NOT_HERE),
    Row("people:rename-post", "post", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:withdraw-post", "post", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, data=MISTAKE),
    Row("people:hold-post", "post", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("people:hand-over-post", "held post", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, data=NOW),
    # The technical admin is one row
    Row("admin", None, get=any_of(SUPERUSER), post=any_of(SUPERUSER)),
]
