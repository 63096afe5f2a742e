"""The rows of the permission table about deadlines and the days off that they are counted by."""

from datetime import UTC, date, datetime

from recommendations.models import DayOff, Deadline, DeadlineRule
from tests.permissions.words import EVERYBODY, IMPORTERS, NOT_HERE, PROGRAMME, Row, any_of
from tests.plan import make_inspection

NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
BY_PROGRAMME = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
BY_BOTH = {**BY_PROGRAMME, "get": any_of(IMPORTERS), "post": any_of(IMPORTERS)}


def a_deadline(world, organisation):
    rule, _ = DeadlineRule.objects.get_or_create(
        slug="a-rule",
        defaults={
            "inspection_kind": "joint_area_review",
            "duty": "plan",
            "number": 70,
            "unit": "working_day",
            "day_one": "next_day",
            "counted_from": "received",
        },
    )
    deadline, _ = Deadline.objects.get_or_create(
        inspection=make_inspection()[0],
        rule=rule,
        defaults={"counted_from": "published", "start": date(2008, 6, 3)},
    )
    return {"uuid": deadline.uuid}


def a_deadline_to_count(world, organisation):
    """One whose date was counted before the calendar changed."""
    arguments = a_deadline(world, organisation)
    Deadline.objects.filter(**arguments).update(computed_on=date(2008, 9, 11))
    return arguments


def a_deadline_met(world, organisation):
    """One whose date was adopted, and whose duty is recorded as met."""
    arguments = a_deadline(world, organisation)
    at, by = datetime(2008, 7, 1, tzinfo=UTC), world.actors["programme"]
    Deadline.objects.filter(**arguments).update(
        adopted_on=date(2008, 9, 9),
        adopted_at=at,
        adopted_by=by,
        adopted_reason="Safer",
        met_on=date(2008, 7, 1),
        met_at=at,
        met_by=by,
        met_proof="A letter",
    )
    return arguments


def a_day_off(kind, day):
    def make(world, organisation):
        added = datetime(2008, 6, 3, tzinfo=UTC)
        row, _ = DayOff.objects.get_or_create(
            day=day, kind=kind, taken_out_at=None, defaults={"name": "A day off", "added_at": added}
        )
        return {"uuid": row.uuid}

    return make


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


DEADLINE_THINGS = {
    "deadline": (a_deadline, NO_UUID),
    "deadline met": (a_deadline_met, NO_UUID),
    "deadline to count": (a_deadline_to_count, NO_UUID),
    "bank holiday": (a_day_off(DayOff.Kind.BANK_HOLIDAY, date(2008, 12, 30)), NO_UUID),
}
MISTAKE = {"version": 1, "reason": "a mistake"}
DEADLINE_ROWS = [
    Row("recommendations:deadline-list", None, get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:days-off", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:day-off-add",
        None,
        **BY_BOTH,
        data={**boxes("day", date(2008, 12, 29)), "kind": "bank_holiday", "name": "Day of mourning"},
    ),
    Row("recommendations:day-off-take-out", "bank holiday", **BY_BOTH, data=MISTAKE),
    Row("recommendations:deadline-withdraw", "deadline", **BY_BOTH, data=MISTAKE),
    *[
        Row(f"recommendations:deadline-{what}-take-back", "deadline met", **BY_PROGRAMME, data=MISTAKE)
        for what in ("adopt", "met")
    ],
    Row("recommendations:deadline-count-again", "deadline to count", **BY_PROGRAMME, data=MISTAKE),
    Row(
        "recommendations:deadline-met",
        "deadline",
        **BY_PROGRAMME,
        data={"version": 1, **boxes("met_on", date(2008, 9, 1)), "proof": "a newspaper"},
    ),
    Row(
        "recommendations:deadline-adopt",
        "deadline",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data={
            "version": 1,
            "adopted_on_day": "9",
            "adopted_on_month": "9",
            "adopted_on_year": "2008",
            "reason": "safe under either reading",
        },
    ),
    Row(
        "recommendations:inspection-record-sent",
        "inspection",
        **BY_PROGRAMME,
        data={"version": 1, **boxes("sent_on", date(2008, 6, 2))},
    ),
    Row(
        "recommendations:inspection-record-visit",
        "inspection",
        **BY_PROGRAMME,
        data={"version": 1, **boxes("visited_on", date(2008, 2, 1))},
    ),
    Row(
        "recommendations:inspection-record-receipt",
        "inspection",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data={
            "version": 1,
            "received_on_day": "2",
            "received_on_month": "6",
            "received_on_year": "2008",
        },
    ),
]
