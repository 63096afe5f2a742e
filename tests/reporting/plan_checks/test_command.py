"""The checks of a version, as a page and on the console, with what other rooms know of the plan."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from actions.models import Action
from finance.models import CostFigure
from jarplan.people.models import User
from jarplan.reporting.plan_checks.checks import totals, wordings
from recommendations.models import DeadlineRule
from tests import kept
from tests.factories import UserFactory
from tests.permissions.checks import ANOTHER_RELEASE, make_version
from tests.reporting.plan_checks.test_run import sound, with_action

TODAY = date(2008, 9, 1)


@pytest.fixture
def facts(db):
    kept.facts()


@pytest.fixture
def cabinet(db):
    return UserFactory(username="cabinet", roles=["cabinet"])


def run(*arguments):
    """(what the command wrote, its exit code)."""
    out = io.StringIO()
    try:
        call_command("lint_plan", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_the_printed_totals_are_explained_by_rounding(facts):
    assert list(totals()) == []


def test_a_total_that_rounding_does_not_explain_is_found(facts):
    figure = CostFigure.objects.filter(line__kind="total", amount__isnull=False).order_by("pk")[0]
    CostFigure.objects.filter(pk=figure.pk).update(amount=figure.amount + 100)
    found = list(totals())
    assert found and {one.rule for one in found} == {"totals"}
    assert "Rounding does not explain it" in found[0].sentence
    assert found[0].href == "/finance/"


def test_the_papers_70_days_stand_beside_the_laws_working_days(facts):
    (found,) = wordings()
    assert (found.rule, found.level) == ("working-days", "warning")
    assert "2.1" in found.where and "70 days" in found.sentence and "70 working days" in found.sentence
    assert found.href == "/deadlines/"


def test_days_are_days_where_the_law_counts_calendar_days(facts):
    DeadlineRule.objects.update(unit="calendar_day")
    assert list(wordings()) == []


def documented():
    """What the docs say is found in the demonstration: the lines "- rule: where: ..." under its heading."""
    text = (settings.BASE_DIR / "docs" / "using" / "publishing.md").read_text(encoding="utf-8")
    under = text.split("## What the checks find in the demonstration\n", 1)[1].split("\n#", 1)[0]
    lines = [line[2:] for line in under.splitlines() if line.startswith("- `")]
    return [tuple(part.strip("` ") for part in line.split(": ", 2)[:2]) for line in lines]


def test_in_the_demonstration_is_found_what_the_docs_say_and_nothing_else(told, first_september):
    said, code = run("--json")
    written = json.loads(said)
    assert (code, written["errors"], written["version"]) == (0, 0, None)
    assert [(one["rule"], one["where"]) for one in written["findings"]] == documented()
    assert len(documented()) >= 10


@pytest.mark.slow
def test_page_of_the_plan_as_it_stands(told, visit):
    cabinet = User.objects.get(username="cabinet")
    page = " ".join(visit(cabinet, "/versions/checks/").content.decode().split())
    assert '<a href="/versions/">Versions</a></li> <li aria-current="page">Checks</li>' in page
    assert "Checks of the plan" in page and "0 errors and 12 warnings." in page
    Action.objects.filter(reference="R1.1").update(text="As R9.9")
    assert "The text of R1.1 names R9.9" in visit(cabinet, "/versions/checks/").content.decode()


def test_command_checks_the_plan_as_it_stands(told, first_september):
    Action.objects.filter(reference="R1.1").update(text="As R9.9")
    said, code = run()
    assert code == 1
    assert said.startswith("The plan on 1 September 2008: 1 error(s), 12 warning(s).")


def test_a_plan_without_anything_is_checked_too(cabinet, visit):
    assert "No errors or warnings" in visit(cabinet, "/versions/checks/").content.decode()


def test_page_of_a_sound_version_says_that_nothing_was_found(cabinet, visit):
    make_version(content=sound())
    assert "No errors or warnings" in visit(cabinet, "/versions/1/checks/").content.decode()


def test_page_shows_errors_before_warnings_with_the_page_that_mends_each(cabinet, visit):
    make_version(content=with_action(text="As R9.9", leads=()))
    page = " ".join(visit(cabinet, "/versions/1/checks/").content.decode().split())
    assert "1 error and 1 warning." in page
    assert page.index("Errors") < page.index("References that do not exist") < page.index("Warnings")
    assert '<a href="/actions/R1.1/">Open R1.1</a>' in page


def test_page_escapes_what_the_plan_says(cabinet, visit):
    make_version(content=with_action(text="<script>R9.9</script>", due="<b>31 June 2008", due_latest=None))
    page = visit(cabinet, "/versions/1/checks/").content.decode()
    assert "&lt;b&gt;31 June 2008" in page and "<b>31" not in page


def test_page_links_nowhere_where_a_reference_fits_no_address(cabinet, visit):
    odd = sound().recommendations[0]
    content = sound(recommendations=(*sound().recommendations, replace(odd, reference="r/../1")))
    make_version(content=content)
    page = visit(cabinet, "/versions/1/checks/").content.decode()
    assert "No action answers r/../1." in page and "Open r/../1" not in page


def test_page_of_a_version_that_is_not_there(cabinet, visit):
    visit(cabinet, "/versions/7/checks/", status=404)


def test_page_of_another_releases_version_says_so(cabinet, visit):
    make_version(text=ANOTHER_RELEASE)
    assert "another release" in visit(cabinet, "/versions/1/checks/").content.decode()


def test_command_ends_with_1_where_there_is_an_error(db, first_september):
    make_version(content=with_action(text="As R9.9"))
    said, code = run("--version", "1")
    assert code == 1
    assert said.splitlines() == [
        "Version 1: 1 error(s), 0 warning(s).",
        "error: unknown-reference: R1.1: The text of R1.1 names R9.9, which is not in the plan. "
        "Correct the reference.",
    ]


def test_command_ends_with_0_on_warnings_alone(db, first_september):
    make_version(content=with_action(leads=()))
    said, code = run("--version", "1")
    assert code == 0 and "0 error(s), 1 warning(s)" in said


def test_command_writes_json(db, first_september):
    make_version(content=with_action(text="As R9.9"))
    said, code = run("--version", "1", "--json")
    written = json.loads(said)
    assert code == 1
    assert (written["version"], written["as_at"], written["errors"], written["warnings"]) == (
        1,
        "2008-09-01",
        1,
        0,
    )
    assert [set(one) for one in written["findings"]] == [{"level", "rule", "where", "sentence"}]


def test_command_knows_no_version_of_that_number(db):
    with pytest.raises(CommandError, match="no version 7"):
        run("--version", "7")


def test_command_does_not_read_another_releases_version(db):
    make_version(text=ANOTHER_RELEASE)
    with pytest.raises(CommandError, match="another release"):
        run("--version", "1")
