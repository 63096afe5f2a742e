"""A plan of any size for the measurement: rows in bulk, with the events that verbs would have left."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction

from actions.models import Action, Lead, ProgressUpdate, SuccessCriterion
from jarplan import clock
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditHead
from jarplan.audit.subjects import SUBJECTS
from jarplan.dates import in_full
from jarplan.people.models import Organisation, Post, User
from jarplan.people.roles import Role
from recommendations.models import Inspection, Recommendation, Timeframe

TEXT = "Review every case with the partners concerned, agree what must change, and report it to the board"
STATUSES = ("agreed", "in_progress", "in_progress", "proposed", "delivered", "signed_off")
RATINGS = ("green", "amber", "red", "")
AT_ONCE = 500
SINCE = 60  # days since which there has been a plan


def make_reader():
    """One person who may open every page that is measured, the stock admin's too."""
    council = Organisation.objects.create(name="Organisation 0")
    reader = User.objects.create_user(
        "bench", full_name="Bench", organisation=council, is_staff=True, is_superuser=True
    )
    reader.groups.set(Group.objects.filter(name__in=[Role.OFFICER, Role.PROGRAMME]))
    begin([council, reader], reader)
    return reader


def begin(rows, reader, kind="added"):
    """Leaves the events of records that there have been from the beginning."""
    ledger = Ledger(by=reader, now=clock.now() - timedelta(days=SINCE))
    for row in rows:
        ledger.record(row, kind, role=Role.PROGRAMME)
    with transaction.atomic():
        ledger.append()


def grow(number, reader, inspections=1):
    """Adds actions until the plans of that many inspections have `number` of them together."""
    posts = make_posts()
    recommendations = [one for place in range(inspections) for one in make_recommendations(place)]
    have = Action.objects.count()
    if not have:
        others = {post.organisation for post in posts} - {reader.organisation}
        found = dict.fromkeys(one.inspection for one in recommendations)
        begin([*others, *posts, *found, *recommendations], reader)
    for start in range(have, number, AT_ONCE):
        with transaction.atomic():
            make_actions(range(start, min(start + AT_ONCE, number)), reader, posts, recommendations)


def go_on(events, reader):
    """Has actions change, one after the other and day by day, until the history has so many events."""
    # Each read once with all of its state: nothing but the history changes.
    rows, now = list(SUBJECTS["action"].with_states().order_by("pk")), clock.now()
    first = AuditHead.objects.get().sequence
    for start in range(first, events, AT_ONCE):
        done = (start - first) / (events - first)
        ledger = Ledger(by=reader, now=now - timedelta(days=SINCE * (1 - done)))
        for number in range(start, min(start + AT_ONCE, events)):
            action = rows[number % len(rows)]
            ledger.record(action, "edited", role=Role.PROGRAMME, whole=True)
        with transaction.atomic():
            ledger.append()


def make_posts():
    organisations = [
        Organisation.objects.get_or_create(name=f"Organisation {number}")[0] for number in range(8)
    ]
    return [
        Post.objects.get_or_create(title=f"Head of Service {number}", organisation=organisations[number % 8])[
            0
        ]
        for number in range(40)
    ]


def make_recommendations(place=0):
    """The recommendations of an inspection, by its place among those that there are to be."""
    prefix = f"R{chr(ord('A') + place - 1)}" if place else "R"
    inspection, _ = Inspection.objects.get_or_create(
        reference=f"BENCH-{place}" if place else "BENCH",
        defaults={
            "kind": "other",
            "title": f"Review {place + 1}",
            "area": "Somewhere",
            "published_on": clock.today() - timedelta(days=90),
            "reference_prefix": prefix,
            "confirmed": True,
        },
    )
    frames = [
        Timeframe.objects.get_or_create(
            inspection=inspection,
            slug=f"frame-{order}",
            defaults={"label": f"Timeframe {order}", "order": order},
        )[0]
        for order in range(1, 4)
    ]
    return [
        Recommendation.objects.get_or_create(
            reference=f"{prefix}{number}",
            defaults={
                "inspection": inspection,
                "order": number,
                "timeframe": frames[number % 3],
                "text": f"Recommendation {number}: {TEXT.lower()}",
                "paragraph": "4.10",
            },
        )[0]
        for number in range(1, 17)
    ]


def make_actions(numbers, reader, posts, recommendations):
    now, today = clock.now() - timedelta(days=SINCE), clock.today()
    actions = Action.objects.bulk_create(
        action_of(number, reader, recommendations, now, today) for number in numbers
    )
    pairs = list(zip(numbers, actions, strict=True))
    Lead.objects.bulk_create(
        Lead(action=action, post=posts[number % len(posts)], accountable=True) for number, action in pairs
    )
    SuccessCriterion.objects.bulk_create(
        SuccessCriterion(action=action, order=1, statement="All cases reviewed", unit="%", target="100")
        for action in actions
    )
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=action,
            made_at=now,
            made_by=reader,
            rating=action.declared_rating,
            done=TEXT,
            reason="Vacancies",
            next_step="Recruit",
        )
        for action in actions
        if action.declared_rating
    )
    ledger = Ledger(by=reader, now=now)
    for action in actions:
        ledger.record(action, "proposed", role=Role.PROGRAMME)
    for update in updates:
        ledger.record(update, "made", role=Role.OFFICER)
    ledger.append()


def action_of(number, reader, recommendations, now, today):
    recommendation = recommendations[number % len(recommendations)]
    status = STATUSES[number % len(STATUSES)]
    due = today + timedelta(days=number % 400 - 60)
    claimed = status in ("delivered", "signed_off")
    return Action(
        reference=f"{recommendation.reference}.{number // len(recommendations) + 1}",
        plan_order=recommendation.order * 100_000 + number,
        recommendation=recommendation,
        text=f"{TEXT} ({number})",
        status=status,
        awaiting="organisation" if status == "delivered" else "",
        declared_rating="" if status == "proposed" else RATINGS[number % 4],
        reported_at=None if status == "proposed" else now + timedelta(days=number % SINCE),
        due_raw=in_full(due),
        due_precision="day",
        due_earliest=due,
        due_latest=due,
        original_due=due,
        agreed_at=now,
        agreed_by=reader,
        delivered_at=now if claimed else None,
        rating_before="green" if claimed else "",
        delivered_by=reader if claimed else None,
    )
