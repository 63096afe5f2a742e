"""A small plan with named people, for tests of everything that stands on actions.

Organisation A is Leicester City Council, B is Leicester City PCT. `led_by_a()` makes an action that A leads.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.evidence.verbs import attach_evidence
from actions.plan.content import Content, Criterion
from actions.plan.verbs import add_action, agree_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.signoff.verbs import digest_of
from jarplan.people.models import Organisation, Post, User
from recommendations.models import Inspection, Recommendation, Timeframe
from tests import kept
from tests.claims import deliver_action, sign_off
from tests.factories import OrganisationFactory, UserFactory

NOON = datetime(2008, 6, 20, 11, tzinfo=UTC)
PASSWORD = "leicester-demo-2008"
BODIES = {"a": "Leicester City Council", "b": "Leicester City PCT"}
# Who is made: of which body, and with which roles.
PARTS = {
    "officer_a": ("a", "officer"),
    "officer_b": ("b", "officer"),
    "approver_a": ("a", "approver"),
    "approver_b": ("b", "approver"),
    "both_a": ("a", "officer approver"),
    "programme": ("a", "programme"),
    "programme_2": ("a", "programme"),
    "finance": ("a", "finance"),
    "cabinet": ("a", "cabinet"),
    "administrator": ("a", "administrator"),
}


def later(days, hour=11):
    """A moment `days` after 20 June 2008."""
    from datetime import timedelta

    return NOON.replace(hour=hour) + timedelta(days=days)


def make_inspection():
    inspection, _ = Inspection.objects.get_or_create(
        reference="JAR-TEST",
        defaults={
            "kind": "JAR",
            "title": "A review",
            "area": "Leicester",
            "published_on": date(2008, 6, 3),
            "reference_prefix": "R",
            "confirmed": True,
        },
    )
    frame, _ = Timeframe.objects.get_or_create(
        inspection=inspection, slug="immediate", defaults={"label": "For immediate action", "order": 1}
    )
    return inspection, frame


def make_recommendation(number=4):
    inspection, frame = make_inspection()
    return Recommendation.objects.get_or_create(
        reference=f"R{number}",
        defaults={
            "inspection": inspection,
            "timeframe": frame,
            "order": number,
            "text": f"recommendation {number}",
            "paragraph": "4.10.1",
        },
    )[0]


def make_people():
    """Everybody that the permission matrix knows, by the part they play; and a post in A and in B."""
    kept.once(add_people)
    return people_there()


def people_there():
    """Those whom make_people made."""
    users = User.objects.select_related("organisation").filter(username__in=[*PARTS, "superuser"])
    posts = {post.title: post for post in Post.objects.select_related("organisation").order_by("pk")}
    return SimpleNamespace(
        **{letter: Organisation.objects.get(name=name) for letter, name in BODIES.items()},
        post_a=posts["Head of Fieldwork Services"],
        post_b=posts["Director of Public Health"],
        **{user.username: user for user in users},
    )


def add_people():
    bodies = {letter: OrganisationFactory(name=name) for letter, name in BODIES.items()}
    for name, (letter, role) in PARTS.items():
        UserFactory(username=name, organisation=bodies[letter], roles=role.split())
    UserFactory(username="superuser", organisation=None, is_superuser=True, is_staff=True)
    Post.objects.create(title="Head of Fieldwork Services", organisation=bodies["a"])
    Post.objects.create(title="Director of Public Health", organisation=bodies["b"])


def content(*posts, text="Audit all cases and reallocate them", due=date(2008, 7, 18), **more):
    more.setdefault("criteria", (Criterion("100% allocated", unit="%", target="100"),))
    return Content(text=text, leads=posts, due=PlanDate.on(due), **more)


def proposed(people, *posts, **more):
    return add_action(
        by=people.programme,
        now=NOON,
        recommendation=make_recommendation(),
        content=content(*(posts or [people.post_a]), **more),
    )


def agreed(people, *posts, **more):
    return agree_action(by=people.programme, now=NOON, action=proposed(people, *posts, **more))


def evidence(people, action, by=None, **more):
    return attach_evidence(
        by=by or people.officer_a,
        now=NOON,
        action=action,
        shows="Audit of 350 cases",
        speaks_of=date(2008, 7, 1),
        upload=SimpleUploadedFile("audit.txt", b"350 of 350 cases are allocated"),
        **more,
    )


def reported(people, *posts, by=None, **more):
    action = agreed(people, *posts)
    report_progress(
        by=by or people.officer_a,
        now=NOON,
        action=action,
        **{"rating": "green", "done": "All audited", **more},
    )
    return fresh(action)


def delivered(people, *posts, by=None):
    """Reported, shown and claimed by one officer (of A unless said otherwise)."""
    by = by or people.officer_a
    action = reported(people, *posts, by=by)
    evidence(people, action, by=by)
    return deliver_action(by=by, now=NOON, action=action)


def signed_once(people):
    action = delivered(people)
    sign_off(by=people.approver_a, now=NOON, action=action, seen=digest_of(action))
    return fresh(action)


def signed_off(people):
    action = signed_once(people)
    sign_off(by=people.programme, now=NOON, action=action, seen=digest_of(action))
    return fresh(action)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def without_history():
    """The kinds whose test rows factories made by hand: their lack of history is no problem of a test."""
    return {"organisation", "post", "person", "inspection", "recommendation", "meeting"}


def real_problems():
    """What verify_audit finds, but for rows that tests made by hand."""
    from jarplan.audit.integrity.verification import problems

    made_by_hand = tuple(f"The {kind} " for kind in without_history())
    return [p for p in problems() if not (p.startswith(made_by_hand) and p.endswith("has no history."))]
