"""A finance officer revises a figure with a reason; the printed one never changes; the latest one counts."""

import csv
import io
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.figures.revisions import counting
from finance.models import CostFigure, CostRevision
from finance.queries import statements
from finance.verbs import revise_cost
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.history import event_changes
from jarplan.people.roles import Role
from jarplan.reporting.history.story import story
from tests.factories import UserFactory

AUGUST = datetime(2008, 8, 1, 9, tzinfo=UTC)
EARLY_YEARS = "Early Years and Foundation Stage"


@pytest.fixture
def officer(table):
    return UserFactory(username="fiona", full_name="Fiona Finance", roles=["finance"])


def figure(line=EARLY_YEARS, period="2008/09"):
    return CostFigure.objects.get(line__label=line, period__short_label=period)


def revised(officer, *, now=AUGUST, **given):
    given = {
        "figure": figure(),
        "kind": "forecast",
        "amount": Decimal("420.5"),
        "reason": "Pay award",
    } | given
    return revise_cost(by=officer, now=now, **given)


def test_a_revision_is_one_event_and_leaves_the_printed_figure_alone(table, officer):
    revision = revised(officer)
    event = AuditEvent.objects.get(subject_kind="cost_revision")
    assert (event.kind, event.role, event.subject) == ("cost revised", "finance", revision.uuid)
    assert event.reference == f"{EARLY_YEARS}, 2008/09"
    assert AuditState.objects.get(sequence=event.sequence).reason == "Pay award"
    assert (figure().printed, figure().amount) == ("413", 413)
    assert [p for p in problems() if "has no history" not in p] == []


def test_members_see_the_revised_total_beside_the_printed_one(table, officer, client):
    client.force_login(
        UserFactory(roles=["cabinet"]), backend="jarplan.people.accounts.backends.PeopleBackend"
    )
    page = client.get("/").content.decode()
    assert "£8,160,000" in page and "revised since" not in page
    revised(officer)
    page = client.get("/").content.decode()
    assert "£8,160,000" in page and "£8,167,500" in page


@pytest.mark.parametrize("role", [role for role in Role.values if role != "finance"])
def test_nobody_else_may_revise_and_the_attempt_is_recorded(table, role):
    with pytest.raises(Refused, match="Only a finance officer"):
        revised(UserFactory(roles=[role]))
    refused = AuditEvent.objects.get(kind="refused")
    assert (refused.subject_kind, refused.subject) == ("cost_table", table.uuid)
    assert not CostRevision.objects.exists()


def test_being_a_superuser_gains_nothing(table):
    with pytest.raises(Refused):
        revised(UserFactory(is_superuser=True))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"figure": ("Total of Themes", "2008/09")}, "Totals are calculated from their lines"),
        ({"figure": (EARLY_YEARS, "Total")}, "Totals are calculated from their lines"),
        ({"figure": (EARLY_YEARS, "2009/10"), "kind": "actual"}, "2009/10 has not started"),
        ({"figure": (EARLY_YEARS, "2007/08")}, "there is no forecast to revise"),
        ({"amount": Decimal(-1)}, "The cost cannot be less than 0"),
        ({"reason": "  "}, "Enter why"),
    ],
)
def test_what_cannot_be_revised(table, officer, given, says):
    if "figure" in given:
        given = given | {"figure": figure(*given["figure"])}
    with pytest.raises(NotNow, match=says):
        revised(officer, **given)
    assert not CostRevision.objects.exists()


def test_an_actual_is_recorded_once_its_period_has_begun(table, officer):
    later = figure(period="2009/10")
    begun = datetime(2009, 3, 31, 23, 30, tzinfo=UTC)  # 1 April in Leicester
    assert revised(officer, figure=later, kind="actual", now=begun).pk


def test_the_latest_counts_and_an_actual_before_any_forecast(table, officer):
    revised(officer, amount=Decimal(420))
    revised(officer, amount=Decimal(430))
    (statement,) = statements()
    assert [one.counts for one in statement.revisions] == [False, True]
    assert statement.revised_total == "8,177"
    revised(officer, kind="actual", amount=Decimal(400))
    revised(officer, amount=Decimal(500))
    (statement,) = statements()
    assert [one.counts for one in statement.revisions] == [False, False, True, False]
    assert statement.revised_total == "8,147"
    assert statement.table.grand_total.printed == "8,160"


def test_what_stands_instead_is_said(table, officer, client):
    for kind in ("forecast", "actual", "forecast"):
        revised(officer, kind=kind)
    (statement,) = statements()
    said = [one.instead for one in statement.revisions]
    assert said == ["replaced by a later figure", "", "replaced by an actual"]
    client.force_login(officer)
    for path in ("/finance/", "/finance.csv"):
        text = client.get(path).content.decode()
        assert text.count("(replaced by a later figure)") == text.count("(replaced by an actual)") == 1


def test_a_second_click_revises_once_and_another_figure_is_another_revision(table, officer, client):
    client.force_login(officer)
    page = client.get("/finance/tll/revise/").content.decode()
    typed = TYPED | {"once": re.search(r'name="once" value="([0-9a-f-]{36})"', page)[1]}
    for sent in (typed, typed, typed | {"amount": "430"}):
        assert client.post("/finance/tll/revise/", sent).status_code == 302
    assert [str(one.amount) for one in CostRevision.objects.order_by("pk")] == ["420.500", "430.000"]
    assert AuditEvent.objects.filter(subject_kind="cost_revision").count() == 2


def test_a_cell_that_printed_text_changes_by_the_whole_amount(table, officer):
    revised(officer, figure=figure("TLL Project Team", "2007/08"), kind="actual", amount=Decimal(55))
    (statement,) = statements()
    (one,) = statement.revisions
    assert (one.printed.printed, one.change_words) == ("Charged to CYPS", "+55")
    assert statement.revised_total == "8,215"


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 2), st.sampled_from(["forecast", "actual"])), max_size=12
    )
)
def test_one_revision_counts_for_each_cell(cells):
    records = [{"line": line, "period": period, "kind": kind} for line, period, kind in cells]
    found = counting(records)
    assert set(found) == {(line, period) for line, period, _ in cells}
    for key, record in found.items():
        same = [one for one in records if (one["line"], one["period"]) == key]
        actual = [one for one in same if one["kind"] == "actual"]
        assert record is (actual or same)[-1]


TYPED = {"line": "2", "period": "2", "kind": "forecast", "amount": "420.5", "reason": "Pay award"}


def test_the_page_takes_a_revision_and_shows_it(table, officer, client):
    client.force_login(officer)
    assert "Revise figure" in client.get("/finance/").content.decode()
    assert client.get("/finance/tll/revise/").status_code == 200
    page = client.post("/finance/tll/revise/", TYPED, follow=True)
    assert page.redirect_chain == [("/finance/", 302)]
    text = " ".join(page.content.decode().split())
    assert "The new figure has been recorded." in text and "Pay award" in text and "Fiona Finance" in text
    assert "grand total is <strong>8,167.5</strong>" in text and "+7.5" in text
    rows = list(csv.reader(io.StringIO(client.get("/finance.csv").content.decode("utf-8-sig"))))
    assert rows[17][:3] == ["Revised since", "Period", "Printed"]
    assert rows[18][:6] == [EARLY_YEARS, "2008/09", "413", "revised forecast", "420.5", "7.5"]
    assert rows[18][7:] == ["Fiona Finance", "Pay award"]
    assert rows[19][:5] == ["Grand total with revised figures", "", "", "", "8167.5"]


def test_as_at_knows_no_later_revision(table, officer, client):
    revised(officer)
    client.force_login(officer)
    before = client.get("/finance/?as_at=2008-07-31").content.decode()
    assert "No figures have been revised." in before and "Revise figure" not in before
    after = client.get("/finance/?as_at=2008-08-01").content.decode()
    assert "Pay award" in after and "Revise figure" not in after


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"amount": "lots"}, "Enter a number."),
        ({"line": "8"}, "Select a valid choice"),
        ({"period": "4"}, "Select a valid choice"),
        ({"period": "1"}, "there is no forecast to revise"),
        ({"reason": ""}, "Enter the reason"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(table, officer, client, typed, says):
    client.force_login(officer)
    page = client.post("/finance/tll/revise/", TYPED | typed)
    text = page.content.decode()
    assert page.status_code == 200 and says in text and "Error:" in text
    assert not CostRevision.objects.exists()
    assert "reason" in typed or "Pay award</textarea>" in text


def test_others_see_no_button_and_a_forged_post_is_refused_and_recorded(table, client):
    client.force_login(UserFactory(roles=["cabinet"]))
    assert "Revise figure" not in client.get("/finance/").content.decode()
    assert client.get("/finance/tll/revise/").status_code == 403
    assert client.post("/finance/tll/revise/", TYPED).status_code == 403
    assert AuditEvent.objects.filter(kind="refused").count() == 2
    assert client.get("/finance/none/revise/").status_code == 404


def test_the_history_tells_it_in_words(table, officer):
    revised(officer)
    (told,) = story(event_changes(AuditEvent.objects.filter(subject_kind="cost_revision")))
    assert (told.title, told.reference) == ("Cost revised", f"{EARLY_YEARS}, 2008/09")
    assert told.who == "Fiona Finance" and "Pay award" in told.text
    assert [(change.label, change.after) for change in told.changes] == [
        ("New figure in £000", "420.5"),
        ("Type of figure", "revised forecast"),
    ]
