"""Saving, using, renaming and deleting views; watching, and what then lies on my work and in the mail."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client

from actions.reports.verbs import report_progress
from jarplan.reporting.models import SavedView, Watch
from jarplan.reporting.own.verbs import save_view, watch
from jarplan.reporting.redaction.removal import places, redact_text
from jarplan.reporting.work.letters.notices import notices
from recommendations.inspections.recommendation_verbs import set_accountable
from tests import plan
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db
SAVE = "/my-work/views/add/"


@pytest.fixture
def member(people, first_september):
    client = Client()
    client.force_login(people.cabinet, BACKEND)
    return client


@pytest.mark.parametrize(
    "path, query, found",
    [
        (
            "/actions/",
            {"organisation": "Leicester City PCT", "sort": "-plan", "columns": ["due", "lead"]},
            "R4.2",
        ),
        ("/timeline/", {"rating": "none", "q": "recruit"}, "R4.2"),
        ("/recommendations/", {"actions": "some"}, "recommendation 4"),
        ("/measures/", {"show": "off"}, "R4.1"),
    ],
)
def test_a_list_is_saved_from_its_page_and_shown_again_by_name(people, member, path, query, found):
    plan.agreed(people)
    plan.agreed(people, people.post_b, text="Recruit social workers")
    address = f"{path}?{urlencode(query, doseq=True)}&page=1&as_at=2008-08-31"
    page = member.get(address).content.decode()
    save = (
        page.split(">Save this list as a view<")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    )
    form = member.get(save)
    assert form.status_code == 200
    posted = {"name": "Mine", **{name: form.context["form"][name].value() for name in ("page", "asked")}}
    saved = member.post(SAVE, posted)
    view = SavedView.objects.get()
    assert view.saved_by == people.cabinet and set(view.asked) == set(query)
    again = member.get(saved.url)
    assert found in text_of(again) and "as_at" not in saved.url
    assert 'aria-current="true">Mine</a>' in text_of(again) and "Save this list as a view" not in text_of(
        again
    )
    assert "not a filter" not in text_of(again)
    assert ">Mine</a>" in member.get(path).content.decode()


def test_a_view_is_renamed_and_deleted_where_all_are_listed(people, member):
    view = save_view(by=people.cabinet, now=plan.NOON, page="actions", name="Red", asked={"rating": ["red"]})
    assert 'href="/actions/?rating=red">Red</a>' in text_of(member.get("/my-work/views/"))
    at = f"/my-work/views/{view.uuid}"
    assert "Enter" in text_of(member.post(f"{at}/rename/", {"name": " "}))
    save_view(by=people.cabinet, now=plan.NOON, page="actions", name="Amber", asked={})
    assert "already have a view" in text_of(member.post(f"{at}/rename/", {"name": "amber"}))
    assert member.post(f"{at}/rename/", {"name": "Behind"}).status_code == 302
    assert ">Behind</a>" in text_of(member.get("/my-work/views/"))
    page = text_of(member.post(f"{at}/delete/", follow=True))
    assert "The view “Behind” has been deleted." in page and ">Behind</a>" not in page


def test_what_no_list_is_cannot_be_saved_and_a_stale_filter_is_said(people, member):
    assert member.get(f"{SAVE}?list=finance").status_code == 400
    assert "Select" in text_of(member.post(SAVE, {"page": "finance", "name": "Money"}))
    stale = save_view(by=people.cabinet, now=plan.NOON, page="actions", name="Old", asked={"colour": ["red"]})
    assert SavedView.objects.get() == stale
    assert "“colour” is not a filter of this list" in text_of(member.get("/actions/?colour=red"))


def test_a_redaction_takes_views_that_hold_the_text(people):
    for name, asked in (("jane SMITH", {}), ("Search", {"q": ["jane smith"]}), ("Kept", {"q": ["james"]})):
        save_view(by=people.cabinet, now=plan.NOON, page="actions", name=name, asked=asked)
    found = [(place.label, place.reference) for place in places("Jane Smith")]
    assert found == [("saved view", "Cabinet")] * 2
    redact_text(by=people.administrator, now=plan.NOON, text="Jane Smith", reason="Asked for by the family")
    assert [view.name for view in SavedView.objects.all()] == ["Kept"]


def test_what_is_watched_is_on_my_work_when_somebody_else_has_changed_it(people, member):
    mine, other, unwatched = plan.agreed(people), plan.agreed(people), plan.agreed(people)
    assert member.post(f"/actions/{mine.reference}/watch/").url == f"/actions/{mine.reference}/"
    assert "Stop watching" in text_of(member.get(f"/actions/{mine.reference}/"))
    assert "Stop watching" not in text_of(member.get(f"/actions/{other.reference}/"))
    assert "watch/" not in text_of(member.get(f"/actions/{mine.reference}/?as_at=2008-08-01"))
    assert "Watched actions that have changed" not in text_of(member.get("/my-work/"))
    said = {"rating": "green", "done": "All audited", "confidence": "high"}
    for action in (mine, unwatched):
        report_progress(by=people.officer_a, now=plan.later(70), action=action, **said)

    def changed(person=people.cabinet, day=date(2008, 9, 1), since=None):
        found = [one for one in notices(person, day, since).sections if one.title.startswith("Watched")]
        return [(line.reference, line.words, line.is_new) for one in found for line in one.lines]

    assert changed() == [(mine.reference, "changed on 29 August 2008", True)]
    assert changed(since=plan.later(71)) == [(mine.reference, "changed on 29 August 2008", False)]
    assert changed(people.programme) == changed(day=date(2008, 9, 13)) == []
    page = text_of(member.get("/my-work/"))
    assert page.count("Watched actions that have changed") == 1 and unwatched.reference not in page
    watch(by=people.officer_a, now=plan.NOON, action=mine)
    assert changed(people.officer_a) == []  # what oneself did is no news
    member.post(f"/actions/{mine.reference}/watch/", {"do": "stop"})
    assert "Watched actions that have changed" not in text_of(member.get("/my-work/"))


def test_a_recommendation_is_watched_with_all_its_actions(people, member):
    action = plan.agreed(people)
    row = action.recommendation
    member.post(f"/recommendations/{row.reference}/watch/")
    assert "Stop watching" in text_of(member.get(f"/recommendations/{row.reference}/"))
    said = {"rating": "green", "done": "All audited", "confidence": "high"}
    report_progress(by=people.officer_a, now=plan.later(70), action=action, **said)
    set_accountable(
        by=people.programme,
        now=plan.later(71),
        recommendation=row,
        version=row.version,
        accountable_post=people.post_a,
        portfolio_holder=None,
    )
    page = text_of(member.get("/my-work/"))
    assert "Watched actions that have changed" in page and "Watched recommendations that have changed" in page
    assert "Changed on 30 August 2008" in page
    page = text_of(member.get("/my-work/watching/"))
    assert f'href="/recommendations/{row.reference}/"' in page
    back = member.post(f"/recommendations/{row.reference}/watch/", {"do": "stop", "to": "watching"})
    assert back.url == "/my-work/watching/" and not Watch.objects.exists()
    assert "You watch nothing yet" in text_of(member.get("/my-work/watching/"))
