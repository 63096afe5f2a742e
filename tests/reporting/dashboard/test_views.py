"""The members' page: every number is the length of the list that it links to, on every day."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.challenges.verbs import ask_question, raise_challenge
from actions.duedates.verbs import ask_for_date
from actions.models import Action
from actions.rounds.verbs import open_round
from actions.rules.dates import PlanDate
from jarplan import clock
from jarplan.people.models import User
from jarplan.reporting.work.queue_kinds import KINDS
from tests import kept, papers, plan
from tests.factories import UserFactory
from tests.reporting.conftest import BACKEND
from tests.reporting.contents import make_content
from tests.reporting.reading import record_what_factories_made, text_of
from tools.bench import plans


def number_shown(response):
    context = response.context
    return context["page_obj"].paginator.count if "page_obj" in context else len(context["found"])


def counted(row, rating):
    """What a line of the table says of a rating, of blue with unproven criteria, or ("") of all."""
    counts = row["counts"]
    return {"": sum(counts.values()), "unproven": counts.unproven}.get(rating, counts[rating])


LINK = re.compile(r'<a [^>]*?href="(/actions/\?[^"]*|/actions/)"[^>]*>(.*?)</a>', re.DOTALL)


def crawl(visit, person, path):
    """Follows every number of the page that leads to the list of actions, which has that length; how many did."""
    followed = 0
    for href, words in LINK.findall(text_of(visit(person, path)).split("<main")[1]):
        number = re.match(r"\s*(\d+)\b", re.sub(r"<[^>]*>", " ", words))
        if number:
            assert number_shown(visit(person, unescape(href))) == int(number[1]), (href, words)
            followed += 1
    return followed


def make_busy_plan(people):
    raise_challenge(
        by=people.cabinet,
        now=plan.NOON,
        action=plan.reported(people, confidence="low", would_help="Two more auditors"),
        question="Is it really green?",
    )
    plan.delivered(people)
    plan.signed_once(people)
    plan.signed_off(people)
    plan.proposed(people, people.post_b, due=date(2008, 9, 20))
    ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=plan.agreed(people),
        to=PlanDate.on(date(2008, 12, 1)),
        category="people",
        reason="Vacancies",
    )
    ask_question(by=people.cabinet, now=plan.NOON, action=Action.objects.first(), question="Who does it?")
    plan.make_recommendation(5)


# The figures of a cabinet member: number, and what it counts.
EXPECTED = [
    (4, "red, declared or calculated"),
    (4, "overdue"),
    (2, "not reported in the last 30 days"),
]


@pytest.mark.slow
def test_every_number_leads_to_the_list_of_exactly_those(people, visit):
    make_busy_plan(people)
    record_what_factories_made()
    response = visit(people.cabinet, "/")
    figures = response.context["figures"]
    assert [(figure.number, figure.label) for figure in figures] == EXPECTED
    assert crawl(visit, people.cabinet, "/") > 20


@pytest.mark.slow
def test_past_days_are_counted_and_linked_alike(people, visit):
    make_busy_plan(people)
    record_what_factories_made()
    response = visit(people.cabinet, "/?as_at=2008-07-10")
    assert all("as_at=2008-07-10" in figure.href for figure in response.context["figures"])
    assert crawl(visit, people.cabinet, "/?as_at=2008-07-10") > 10


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "day"),
    [
        pytest.param(who, day, marks=[pytest.mark.nightly] if day or who != "cabinet" else [])
        for who in ("cabinet", "pct.officer", "programme")
        for day in ("2008-07-20", "2008-08-06", "")
    ],
)
def test_every_number_of_the_demonstration_leads_to_exactly_those(told, visit, who, day):
    reader = User.objects.get(username=who)
    assert crawl(visit, reader, f"/?as_at={day}" if day else "/") > 60


@pytest.mark.slow
def test_blue_only_after_the_board_and_under_the_accountable_leads_organisation(people, visit):
    make_busy_plan(people)
    rows = {row["label"]: dict(row["counts"]) for row in visit(people.cabinet, "/").context["organisations"]}
    assert rows == {
        "Leicester City Council": {"green": 3, "blue": 1, "none": 1},
        "Leicester City PCT": {"none": 1},
    }


@pytest.mark.django_db
def test_facts_of_the_source_stand_on_the_page(visit):
    kept.facts()
    member = UserFactory(organisation=None, roles=["cabinet"])
    response = visit(member, "/")
    page = text_of(response)
    for words in (
        "As at 1 September 2008",
        "15 July 2008",
        "9 September 2008",
        "10 September 2008 calculated",
        "8 days left",
        "£8,160,000",
        "The plan has no actions yet",
        'id="law"',
    ):
        assert words in page, words
    assert [(figure.number, figure.label) for figure in response.context["figures"][:2]] == [
        (0, "red, declared or calculated"),
        (0, "overdue"),
    ]
    (due,) = [figure for figure in response.context["figures"] if figure.href == "/deadlines/"]
    assert (due.number, due.label, due.note) == (8, "days left: Publish the action plan", "9 September 2008")


def test_meetings_stand_under_a_heading_of_their_own(visit, db):
    kept.facts()
    page = text_of(visit(UserFactory(organisation=None, roles=["cabinet"]), "/"))
    law, meetings = page.split('id="law"')[1].split('id="meetings"')
    assert "Cabinet" in meetings.split("</section>")[0] and "1 September 2008" in meetings
    assert "/meetings/" not in law.split("</h2>")[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "person, says",
    [
        ("administrator", "import the draft plan from a spreadsheet"),
        ("programme", "import the draft plan from a spreadsheet"),
        ("officer_a", "add an action that your organisation leads"),
        ("cabinet", "The programme office will import the draft plan"),
    ],
)
def test_empty_plan_says_what_to_do(people, visit, person, says):
    assert says in text_of(visit(getattr(people, person), "/"))


def test_sample_plan_is_marked(people, visit):
    action = plan.proposed(people)
    assert "Sample plan." not in text_of(visit(people.cabinet, "/"))
    type(action).objects.update(is_sample=True)
    assert "Sample plan." in text_of(visit(people.cabinet, "/"))


@pytest.mark.parametrize(
    "path", ["/actions/", "/actions/?view=full", "/recommendations/R4/", "/my-work/", "/slippage/"]
)
def test_a_list_says_once_that_all_are_examples_and_marks_them_beside_others(people, visit, path):
    """An action of the council's own is never taken for an example, nor an example for one of its own."""
    first, other = plan.agreed(people), plan.agreed(people)
    Action.objects.update(
        is_sample=True, **dict.fromkeys(("due_earliest", "due_latest"), date(2008, 8, 1)), moves=1
    )
    record_what_factories_made()
    said, mark = "he actions are examples.", '<span class="sample">Sample</span>'
    page = text_of(visit(people.officer_a, path))
    assert (page.count(said), page.count(mark)) == (1, 0)
    Action.objects.filter(pk=other.pk).update(is_sample=False)
    page = text_of(visit(people.officer_a, path))
    assert (
        said not in page
        and mark in page.split(f">{first.reference}</a>")[1].split(f">{other.reference}</a>")[0]
    )
    assert mark not in page.split(f">{other.reference}</a>")[1].split("</th>")[0]


@pytest.mark.slow
def test_what_has_moved_since_the_last_meeting_is_told_with_its_reason(told, visit):
    """OSMB met on 6 August; what the script did since, by hand."""
    page = text_of(visit(User.objects.get(username="cabinet"), "/"))
    since = page.split('id="since"')[1].split("<h2")[0]
    for words in (
        "OSMB</abbr> on 6 August 2008",
        "Amber to green",
        "Green to amber",
        "Two partners have not agreed targets for three measures.",
        "Due 29 August 2008",
        "The hospital trust&#x27;s figures still come without ward codes.",
        "Signed off on 27 August 2008",
        "/compare/?from=2008-08-06&amp;to=2008-09-01",
    ):
        assert words in since, words


@pytest.mark.slow
def test_the_version_that_the_public_reads_and_the_one_in_hand_are_named(people, visit):
    def said(address="/"):
        return text_of(visit(people.cabinet, address))

    assert "No version of the plan has been published." in said()
    papers.in_consultation(people.programme)
    page = said()
    assert "No version of the plan has been published." in page
    assert '<a href="/versions/1/">Version 1</a> is in consultation' in page
    papers.published(people.programme, content=make_content(4))
    page = said()
    assert '<a href="/versions/2/">Version 2 of the plan</a> was published on 9 September 2008' in page
    assert '<a href="/versions/1/">Version 1</a> is in consultation' in page
    assert "/versions/1/" not in said("/?as_at=2008-07-10")


# The most queries of a page, whoever looks. Of each one is the session, one who is signed in with roles and
# organisation, and one the inspections that there are to choose from, with the last event where pieces are kept.
MOST = {
    "/": 14,
    "/?as_at={past}": 15,
    "/actions/": 7,
    "/actions/?q=review&sort=-due&due=overdue": 7,
    "/actions/?as_at={past}": 10,
    "/actions.csv": 10,
    "/actions/{agreed}/": 9,
    "/actions/{delivered}/": 11,
    "/actions/{agreed}/?as_at={past}": 9,
    "/actions/{agreed}/rating/": 8,
    "/recommendations/": 7,
    "/recommendations/R1/": 8,
    "/slippage/": 6,
    "/my-work/": 17,
    "/history/": 6,
}
REPORT = {
    "rating": "green",
    "confidence": "high",
    "done": "Reviewed 12 more cases",
    "effect": "",
    "reason": "",
}
REPORT |= {"next_step": ""}
MOST_OF_A_REPORT = 32
LOOKING = ("cabinet", "officer", "approver", "programme", "administrator")


@pytest.mark.slow
def test_queries_are_few_and_no_more_with_three_times_the_plan(db, client, first_september):
    reader = plans.make_reader()
    people = [UserFactory(roles=[role], organisation=reader.organisation) for role in LOOKING]
    past = (clock.today() - timedelta(days=plans.SINCE // 2)).isoformat()
    counted = []
    for number in (40, 120):
        plans.grow(number, reader)
        ours = Action.objects.filter(leads__post__organisation=reader.organisation).order_by("plan_order")
        delivered = ours.filter(status="delivered").first()
        agreed = ours.filter(status__in=["agreed", "in_progress"]).first()
        names = {"past": past, "agreed": agreed.reference, "delivered": delivered.reference}
        counted.append(
            {path: max(number_asked(client, one, path.format(**names)) for one in people) for path in MOST}
        )
        client.force_login(people[LOOKING.index("officer")], BACKEND)
        with CaptureQueriesContext(connection) as asked:
            assert client.post(f"/actions/{agreed.reference}/update/", REPORT).status_code == 302
        counted[-1]["report"] = len(asked)
    few, many = counted
    most = MOST | {"report": MOST_OF_A_REPORT}
    assert few == most
    more = {path: number - few[path] for path, number in many.items() if number > few[path]}
    # A pile that is longer than what is shown of it is counted by itself.
    assert more.pop("/my-work/", 0) <= len(KINDS)
    assert more == {}


def number_asked(client, person, path):
    client.force_login(person, BACKEND)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)


@pytest.mark.slow
def test_each_round_that_is_over_leads_to_the_lists_of_its_last_day(people, visit):
    """A round that closes on the day looked back to is over at its end; today's is still open."""
    for month, opens, closes in (
        (6, date(2008, 6, 18), date(2008, 6, 30)),
        (7, date(2008, 7, 1), date(2008, 7, 31)),
        (8, date(2008, 8, 20), date(2008, 9, 1)),
    ):
        days = {"month": date(2008, month, 1), "opens_on": opens, "closes_on": closes}
        open_round(by=people.programme, now=plan.NOON, **days)
    make_busy_plan(people)
    record_what_factories_made()
    response = visit(people.cabinet, "/")
    rows = response.context["rounds"]
    assert [row["label"] for row in rows] == ["June 2008", "July 2008"]
    assert sum(rows[1]["counts"].values()) == 6
    for row in rows:
        assert number_shown(visit(people.cabinet, row["href"])) == sum(row["counts"].values())
        for rating, href in row["hrefs"].items():
            assert number_shown(visit(people.cabinet, href)) == counted(row, rating)
    assert "By reporting round" in text_of(response)
    past = visit(people.cabinet, "/?as_at=2008-06-30").context["rounds"]
    assert [(row["label"], row["counts"]) for row in past] == [("June 2008", rows[0]["counts"])]
    assert visit(people.cabinet, "/?as_at=2008-06-29").context["rounds"] == []
