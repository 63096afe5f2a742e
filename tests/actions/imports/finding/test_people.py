"""The leads of a row as posts: which the plan has, which are new, and which must be asked."""

from types import SimpleNamespace

import pytest

from actions.imports.finding.people import Doubt, People
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.leads import Lead, Leads
from tests.spreadsheets.sheets import plan_row

COUNCIL, PCT = "Leicester City Council", "Leicester City PCT"


def lead(post, organisation=""):
    return Lead(post, organisation, post)


def people(*posts, rows=(), council=COUNCIL):
    plan = SimpleNamespace(posts=posts, council=council, organisations={COUNCIL: "", PCT: ""})
    return People(plan, list(rows))


def row_with(*leads):
    made = plan_row()
    made.understood = Understood(leads=Leads(leads))
    return made


def test_post_is_the_plans_own_whatever_its_case_and_else_a_new_one():
    found = people(("Head of Service", COUNCIL))
    assert found.post(lead("head of SERVICE", COUNCIL)) == ("Head of Service", COUNCIL)
    assert found.post(lead("Head of Service", PCT)) == ("Head of Service", PCT)


def test_lead_without_its_organisation_is_the_only_post_of_that_title():
    assert people(("Head", COUNCIL)).post(lead("head")) == ("Head", COUNCIL)
    both = people(("Head", COUNCIL), ("Head", PCT))
    assert isinstance(both.post(lead("Head")), Doubt)


def test_post_that_leads_the_action_already_is_meant():
    both = people(("Head", COUNCIL), ("Head", PCT))
    assert both.post(lead("Head"), [("Head", PCT)]) == ("Head", PCT)
    assert isinstance(both.post(lead("Head"), [("Director", PCT)]), Doubt)


def test_title_that_another_row_has_with_its_organisation_is_proposed():
    doubt = people(rows=[row_with(lead("Team Mgr", PCT))]).post(lead("Team Manager"))
    assert (doubt.proposed, doubt.posts[doubt.proposed]) == (f"Team Mgr, {PCT}", ("Team Mgr", PCT))
    assert doubt.question == f"“Team Manager” has no organisation. Is it Team Mgr, {PCT}?"


@pytest.mark.parametrize(("council", "proposed"), [(COUNCIL, f"Head, {COUNCIL}"), ("", "")])
def test_unknown_post_is_proposed_for_the_council_where_there_is_one(council, proposed):
    doubt = people(council=council).post(lead("Head"))
    assert doubt.proposed == proposed and "Which one does this post belong to?" in doubt.question
    assert set(doubt.posts.values()) == {("Head", COUNCIL), ("Head", PCT)}


def test_same_doubt_is_one_doubt_whatever_its_case():
    found = people()
    assert found.post(lead("Head")) is found.post(lead("HEAD"))
