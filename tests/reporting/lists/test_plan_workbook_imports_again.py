"""The plan as a workbook to work in, brought back as it is: nothing is new, changed, rejected or asked."""

import io
from datetime import date

import openpyxl
import pytest

from actions.imports.finding.current_plan import CurrentPlan
from actions.imports.workbooks.template import template_workbook
from actions.models import Action
from actions.plan.content import Content, Criterion
from actions.plan.verbs import withdraw_action
from jarplan.people.models import Organisation, Post
from tests import plan
from tests.reporting.exports import differences, matched
from tests.reporting.lists.test_awkward_export_imports_again import DATES, POSTS, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def brought_back(change=None):
    """The PlanMatch of the workbook, changed by `change(sheet)` where given."""
    content = template_workbook(CurrentPlan.read(), filled=True)
    if change:
        book = openpyxl.load_workbook(io.BytesIO(content))
        change(book["Action plan"])
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    return matched(content, "plan.xlsx")


@pytest.fixture
def everything(people):
    """Actions with awkward texts, dates, names, partners and criteria."""
    posts = []
    for title, name in POSTS:
        organisation, _new = Organisation.objects.get_or_create(name=name)
        posts.append(Post.objects.create(title=title, organisation=organisation))
    for text in TEXTS:
        plan.proposed(people, text=text)
    for number, due in enumerate(DATES):
        content = Content(text=f"Do thing {number}", leads=tuple(posts[:3]), due=due, start=due)
        given(people, content)
    for number, post in enumerate(posts):
        plan.proposed(people, post, people.post_a, text=f"Lead thing {number}")
    for number, partners in enumerate(
        [("A, B & C", "Ofsted"), ("Leicester City PCT",), ("x; y",), ("=1+1",)]
    ):
        plan.proposed(people, text=f"Help with thing {number}", partners=partners)
    for number, words in enumerate(
        [("one; two", "=1+1"), ("• bullet",), ("1. first", "2. second"), ("a\nb",)]
    ):
        criteria = tuple(Criterion(word, unit="%", target="100") for word in words)
        plan.proposed(people, text=f"Measure thing {number}", criteria=criteria)
    given(people, Content(text="With nothing else"))
    plan.signed_off(people)
    return people


def given(people, content):
    return plan.add_action(
        by=people.programme, now=plan.NOON, recommendation=plan.make_recommendation(), content=content
    )


def test_awkward_plan_changes_nothing(everything):
    match = brought_back()
    assert differences(match) == [] and len(match.rows) == Action.objects.count()
    assert match.not_in_file == []


def test_what_is_changed_in_the_workbook_is_what_changes(everything):
    def change(sheet):
        sheet["E2"], sheet["J2"] = "Another text", date(2009, 1, 31)

    [one] = [row for row in brought_back(change).rows if row.result != "unchanged"]
    assert [(change.field, change.new) for change in one.changes] == [
        ("text", "Another text"),
        ("due", "31 January 2009"),
    ]


def test_withdrawn_action_is_not_in_it(people):
    action = plan.proposed(people)
    withdraw_action(by=people.programme, now=plan.NOON, action=action, version=action.version, reason="No")
    assert brought_back().rows == []
