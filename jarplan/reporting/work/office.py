"""The programme office's desk beside its queues of actions: what in the plan waits for somebody to look after it.
A queue holds what this person may do something about; the posts that nobody holds are shown to the programme office
as well, which asks an administrator.
"""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator

from actions.models import Action, ImportDraft
from actions.reading.visibility import may_import
from actions.releases.queries import awaited, theirs
from actions.returns.policies import check_return
from actions.rules.lifecycle import UNSIGNED
from jarplan.audit.errors import allows
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.models import Post
from jarplan.people.policies import may_manage_people
from jarplan.people.queries import HELD
from jarplan.people.roles import Role
from jarplan.reporting.addresses import address_of_release
from jarplan.reporting.work.items import Item, ItemQueue, those_with_items
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.duties.records import in_words, left_in_words, publication_duties
from recommendations.inspections.policies import check_set_accountable
from recommendations.limits import acting, asking
from recommendations.models import Duty, Inspection, Recommendation
from recommendations.publication.policies import plan_published_on

WORDS = 14  # of a recommendation, by which its reader knows it


def has_desk(user):
    """The desk is the programme office's, and the administrator's, who looks after people and imports."""
    return user.has_role(Role.PROGRAMME, Role.ADMINISTRATOR)


def office_queues(user, day, within):
    """Every queue of the desk, but for those of actions, that something lies on."""
    known = deadlines(None, within, named=False)
    return those_with_items(
        ItemQueue(
            "deadlines",
            "Statutory deadlines",
            "",
            ("Deadline", "Basis", "Date"),
            "Record as met",
            tuple(item for _record, item in open_deadlines(user, day, within, known)),
        ),
        ItemQueue(
            "steps",
            "Publication steps to record",
            "Steps of the plan's publication are listed here once a version has been published.",
            ("Recipients", "Publication", "Time"),
            "View step",
            tuple(item for _duty, items in open_steps(user, day, within, known) for item in items),
        ),
        ItemQueue(
            "releases",
            "Progress to release",
            "The reports of a closed round on the published plan. The page shows what will be public.",
            ("Round", "Plan", "Time"),
            "Release progress",
            tuple(progress_to_release(user, day, within)),
        ),
        ItemQueue(
            "unanswered",
            "Recommendations without an accountable officer or portfolio holder",
            "",
            ("Recommendation", "Timeframe", "Missing"),
            "Set who is accountable",
            tuple(without_accountable(user, within)),
        ),
        ItemQueue(
            "vacant",
            "Posts without a holder",
            "Reminders and emails about their actions go to every officer of the organisation.",
            ("Post", "Organisation", "Actions"),
            "Name holder",
            tuple(vacant_posts(user, within)),
            without="An administrator can name a holder",
        ),
        *unfinished_imports(user),
        *returns_to_finish(user),
    )


def unfinished_imports(user):
    """This person's files on their way into the plan, the oldest first."""
    return those_with_items(
        ItemQueue(
            "imports",
            "Imports to finish",
            "Rows with unanswered questions are not imported. Files are kept for one day.",
            ("File", "State", "Date"),
            "Continue import",
            tuple(imports_of(user)),
        )
    )


def returns_to_finish(user):
    """This person's progress returns that were uploaded and not sent, the oldest first."""
    drafts = ImportDraft.objects.filter(uploaded_by=user, kind=ImportDraft.Kind.RETURN).order_by(
        "uploaded_at"
    )
    known = drafts.values_list("uuid", "original_name", "uploaded_at") if allows(check_return, user) else ()
    found = []
    for uuid, name, at in known:
        href = reverse("returns:detail", args=[uuid])
        said = "Ready to check and send", f"uploaded on {in_full(day_of(at))}"
        found.append(Item(name, href, *said, href, since=at))
    heads, hint = (
        ("File", "State", "Date"),
        "No report in these files has been sent yet. Files are kept for one day.",
    )
    return those_with_items(
        ItemQueue("returns", "Progress returns to finish", hint, heads, "Continue", tuple(found))
    )


def imports_of(user):
    if not may_import(user):
        return
    waiting = {"uploaded_by": user, "state": ImportDraft.State.WAITING, "kind": ImportDraft.Kind.PLAN}
    drafts = ImportDraft.objects.filter(**waiting)
    known = drafts.order_by("uploaded_at").values_list(
        "uuid", "original_name", "understood__questions", "understood__counts", "uploaded_at"
    )
    for uuid, name, questions, counts, at in known:
        href = reverse("imports:detail", args=[uuid])
        path = reverse("imports:questions", args=[uuid]) if questions else href
        yield Item(name, href, asks(questions, counts), f"uploaded on {in_full(day_of(at))}", path, since=at)


def asks(questions, counts):
    if questions:
        return f"{in_words(len(questions), 'question')} to answer"
    found = counts["new"] or counts["changed"] or counts["rejected"]
    return "Ready to check and import" if found else "Nothing new found"


def open_deadlines(user, day, within, known):
    """(its record, its Item) of every statutory date that is still to be met, the earliest first."""
    theirs = asking(user, Role.PROGRAMME) if user.has_role(Role.PROGRAMME) else lambda inspection: False
    page = reverse("recommendations:deadline-list")
    for one in named_apart([one for one in known if one.is_open], within.titles):
        if theirs(one.inspection):
            left = one.days_left(day)
            words = f"{in_full(one.in_force)}: {left_in_words(left, one.working_days_left(day)).lower()}"
            path = reverse("recommendations:deadline-met", args=[one.uuid])
            href = f"{page}#{one.anchor}"
            yield one, Item(one.title, href, one.in_force_word, words, path, is_overdue=left < 0)


def open_steps(user, day, within, known):
    """(the duty, the Items of its publication steps that can be recorded and are not) of each duty that has some, in
    the order of the page of publication."""
    theirs = asking(user, Role.PROGRAMME) if user.has_role(Role.PROGRAMME) else lambda inspection: False
    for duty in publication_duties(day, None, within, deadlines=known):
        if not duty.open_steps or not theirs(duty.inspection):
            continue
        if duty.duty == Duty.PLAN and plan_published_on(Inspection.objects.get(uuid=duty.inspection)) is None:
            continue  # nobody can record what was not sent yet: until then the deadline says it
        yield duty, [step_item(duty, shown) for shown in duty.open_steps]


def step_item(duty, shown):
    href = reverse("recommendations:step", args=[shown.step.uuid])
    is_late = shown.days_left is not None and shown.days_left < 0
    words = shown.time_words.lower()
    return Item(shown.step.title, href, duty.full_title, words, href, is_overdue=is_late)


def progress_to_release(user, day, within):
    """Every closed round whose progress has not been released, the earliest first."""
    if not user.has_role(Role.PROGRAMME):
        return
    waiting = ((plan, round) for plan in theirs(user, within) for round in awaited(plan, day))
    for plan, round in waiting:
        href = reverse("actions:round", args=[round.uuid])
        words = f"closed on {in_full(round.closes_on)}"
        yield Item(str(round), href, plan.one.title, words, address_of_release(plan, round))


def without_accountable(user, within):
    """Every recommendation that lacks one of the two, in the order of the report."""
    if not allows(check_set_accountable, user, None):
        return
    rows = Recommendation.objects.filter(
        Q(accountable_post=None) | Q(portfolio_holder=None),
        within.of("recommendation"),
        acting(user, "recommendation", Role.PROGRAMME),
        inspection__in=[one.pk for one in within.shown],
    )
    for row in rows.select_related("timeframe").order_by("inspection__published_on", "order"):
        missing = [
            words
            for words, post in (
                ("accountable officer", row.accountable_post_id),
                ("portfolio holder", row.portfolio_holder_id),
            )
            if post is None
        ]
        href = reverse("reporting:recommendation", args=[row.reference])
        path = reverse("recommendations:recommendation-set-accountable", args=[row.reference])
        title = f"{row.reference} {Truncator(row.text).words(WORDS)}"
        yield Item(title, href, row.timeframe.label, " and ".join(missing), path)


def vacant_posts(user, within):
    """Every post that nobody holds and that leads actions or is accountable for a recommendation."""
    changes = may_manage_people(user)
    actions = Action.objects.filter(within.of("action"), status__in=UNSIGNED)
    accountable = Recommendation.objects.filter(
        Q(accountable_post=OuterRef("pk")) | Q(portfolio_holder=OuterRef("pk")), within.of("recommendation")
    )
    rows = Post.objects.annotate(number=Count("leads", filter=Q(leads__action__in=actions)))
    rows = rows.filter(Q(number__gt=0) | Exists(accountable)).exclude(
        Exists(HELD.filter(post=OuterRef("pk")))
    )
    rows = rows.select_related("organisation")
    for post in rows.order_by("organisation__name", "title"):
        uuid = [post.uuid]
        href = (
            reverse("people:post", args=uuid)
            if changes
            else f"{reverse('reporting:actions')}?{urlencode({'q': post.title})}"
        )
        words = f"leads {in_words(post.number, 'action')}"
        path = reverse("people:hold-post", args=uuid) if changes else ""
        yield Item(post.title, href, post.organisation.name, words, path)
