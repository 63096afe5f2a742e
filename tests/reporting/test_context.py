"""The frame of every page: navigation by role, the day shown, the error in the title."""

import re
from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from jarplan.people.roles import Role
from recommendations.within import EVERYTHING

PAGE = "{% extends 'base.html' %}{% block title %}Actions{% endblock %}{% block content %}<p>All</p>{% endblock %}"


class Someone:
    """A signed-in person with roles, so that the frame is drawn without a database."""

    is_authenticated = True

    def __init__(self, *roles):
        self.roles = frozenset(roles)

    def __str__(self):
        return "Sam <Carter>"


def frame(path="/actions/", user=None, as_at=None, **context):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    request.within = EVERYTHING
    if as_at:
        request.as_at = as_at
    return engines["django"].from_string(PAGE).render({"user": request.user, **context}, request)


def doors(html):
    """The groups, and the doors of the one that we are in."""
    navigation = html.partition('<div class="site-nav"')[2].partition("</div>")[0]
    groups, _, group = navigation.partition("site-nav-group")
    links = r'<li><a href="[^"]+"(?: aria-current="\w+")?>([^<]+)</a></li>'
    return re.findall(links, groups), re.findall(links, group)


PLAN = ["Actions", "Recommendations", "Timeline", "Trend", "Measures", "Compare", "Slippage"]


@pytest.mark.parametrize(
    ("roles", "more", "administration"),
    [
        ([Role.OFFICER], [], []),
        ([Role.CABINET, Role.FINANCE], [], []),
        (
            [Role.PROGRAMME],
            ["Programme office", "Administration"],
            ["Import", "Reporting rounds", "Inspections"],
        ),
        (
            [Role.ADMINISTRATOR],
            ["Programme office", "Administration"],
            ["Import", "Reporting rounds", "Inspections", "People"],
        ),
    ],
)
def test_navigation_shows_the_doors_of_the_roles(roles, more, administration):
    everyone = ["Dashboard", "Plan", "My work", "Deadlines and publication", "Meetings", "Money", "History"]
    found, plan = doors(frame(user=Someone(*roles)))
    assert [one for one in found if one not in more] == everyone and plan == PLAN
    assert [one for one in found if one not in everyone] == more
    assert doors(frame("/import/", user=Someone(*roles)))[1] == administration


def test_nobody_sees_navigation_or_a_way_out():
    html = frame()
    assert "<nav" not in html and "Sign out" not in html and "As at" not in html


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", [("/", "page")]),
        ("/actions/", [("/actions/", "true"), ("/actions/", "page")]),
        ("/actions/R4.2/", [("/actions/", "true"), ("/actions/", "true")]),
        ("/measures/", [("/actions/", "true"), ("/measures/", "page")]),
        ("/my-work/views/add/", [("/my-work/", "true"), ("/my-work/views/", "true")]),
        ("/meetings/", [("/meetings/", "page")]),
    ],
)
def test_navigation_marks_where_we_are(path, current):
    html = frame(path, user=Someone())
    assert re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', html) == current


def test_page_of_the_past_says_so_and_leads_back_to_today():
    html = frame("/actions/?q=x&as_at=2008-07-14", user=Someone(), as_at=date(2008, 7, 14))
    assert "as it stood at the end of 14 July 2008" in html
    assert '<a href="/actions/?q=x">Back to today</a>' in html
    assert "As at 14 July 2008" in html


def test_pinned_clock_is_announced(settings):
    settings.PLAN_TODAY = date(2008, 9, 1)
    html = frame(user=Someone())
    assert "The clock is set to 1 September 2008" in html and "As at 1 September 2008" in html


def test_title_says_error_when_the_form_has_one():
    class Form(forms.Form):
        reason = forms.CharField()

    assert "<title>Error: Actions - JAR plan</title>" in " ".join(
        frame(user=Someone(), form=Form({})).split()
    )
    assert "<title>Actions - JAR plan</title>" in " ".join(frame(user=Someone(), form=Form()).split())


def test_name_is_escaped_and_signing_out_is_a_post():
    html = frame(user=Someone())
    assert "Sam &lt;Carter&gt;" in html
    assert re.search(r'<form method="post" action="/accounts/logout/">\s*', html)


@pytest.mark.parametrize(
    ("user", "as_at", "said"),
    [
        (Someone(), None, "JAR plan for Leicester, as at 1 September 2008"),
        (Someone(), date(2008, 8, 6), "JAR plan for Leicester, as at 6 August 2008"),
        (None, None, "JAR plan for Leicester"),
    ],
)
def test_the_foot_of_a_sheet_says_whose_page_it_is_and_of_which_day(settings, user, as_at, said):
    settings.PLAN_PLACE, settings.PLAN_TODAY = "Leicester", date(2008, 9, 1)
    assert f'<html lang="en-GB" data-foot="{said}">' in frame(user=user, as_at=as_at)


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_error_page_needs_no_request(name):
    html = engines["django"].get_template(name).render()
    assert "<h1>" in html and "style=" not in html and "<script" not in html
