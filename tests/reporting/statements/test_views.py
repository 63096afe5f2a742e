"""The pages that every footer names: open to everybody, and whole once the council is said."""

from datetime import date, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jarplan.people.roles import Role
from jarplan.reporting.checks import STATED, statements_are_whole
from jarplan.reporting.statements.views import STATEMENTS
from tests.reporting.reading import text_of

SAID = {
    "COUNCIL_NAME": "Midshire County Council",
    "CONTACT_EMAIL": "plan@example.gov.uk",
    "CONTACT_ADDRESS": "County Hall; Midtown",
    "DATA_PROTECTION_EMAIL": "dpo@example.gov.uk",
    "RETENTION_PERIODS": (("Accounts", "one year"), ("The plan", "ten years")),
    "ACCESSIBILITY_PREPARED_ON": date(2026, 12, 1),
    "ACCESSIBILITY_TESTED_ON": date(2026, 11, 30),
}


def say(settings, **said):
    for name, value in said.items():
        setattr(settings, name, value)


@pytest.mark.django_db
@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_open_to_everybody_and_sets_no_cookie(name):
    answer = Client().get(reverse(f"statements:{name}"))
    assert answer.status_code == 200 and not answer.cookies
    page = text_of(answer)
    for other in STATEMENTS:
        assert f'href="/{other}/"' in page


@pytest.mark.django_db
def test_every_footer_names_them(client):
    for path in ("/published/", "/accounts/login/", "/no-such-page/"):
        page = client.get(path).content.decode()
        assert all(f'href="/{name}/"' in page for name in STATEMENTS), path


@pytest.mark.django_db
def test_they_say_who_answers_and_when_it_was_tested(settings):
    say(settings, **SAID)
    accessibility = text_of(Client().get("/accessibility/"))
    assert "1 December 2026" in accessibility and "30 November 2026" in accessibility
    privacy = text_of(Client().get("/privacy/"))
    assert "dpo@example.gov.uk" in privacy and "<dt>Accounts</dt><dd>one year</dd>" in privacy
    contact = text_of(Client().get("/contact/"))
    assert "Midshire County Council is responsible" in contact and "County Hall<br>Midtown" in contact


@pytest.mark.django_db
def test_without_settings_they_say_so(settings):
    say(settings, **dict.fromkeys(SAID, ""), CONTACT_PHONE="")
    assert "has not given an address for this site yet" in text_of(Client().get("/contact/"))
    assert "For as long as the plan has to be accounted for" in text_of(Client().get("/privacy/"))
    assert "The last test was on" not in text_of(Client().get("/accessibility/"))


@pytest.mark.django_db
def test_a_deployment_is_warned_of_what_they_lack(settings):
    say(settings, **SAID)
    assert statements_are_whole(None) == []
    for name in STATED:
        say(settings, **SAID)
        setattr(settings, name, "")
        [warning] = statements_are_whole(None)
        assert warning.id == "reporting.W001" and f"lack {name}." in warning.msg
    say(settings, **dict.fromkeys(STATED, ""))
    assert "reporting.W001" in {one.id for one in run_checks(include_deployment_checks=True)}
    assert "reporting.W001" not in {one.id for one in run_checks()}


@pytest.mark.django_db
def test_search_engines_are_let_to_what_is_public():
    text = Client().get("/robots.txt").content.decode()
    assert "Allow: /published\n" in text and "Allow: /static/\n" in text and "Disallow: /\n" in text
    assert "/sitemap.xml" in text


@pytest.mark.django_db
def test_a_weakness_is_reported_to_whom_the_council_names(settings):
    settings.SITE_URL, settings.SITE_URL_SET = "https://plan.example.gov.uk", True
    answer = Client().get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:security@example.gov.uk" and lines["Preferred-Languages"] == "en"
    assert lines["Canonical"] == "https://plan.example.gov.uk/.well-known/security.txt"
    left = datetime.fromisoformat(lines["Expires"]) - timezone.now()
    assert timedelta(days=179) < left < timedelta(days=182)
    settings.SECURITY_CONTACT = ""
    assert Client().get("/.well-known/security.txt").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/published/", "/nowhere/", "/robots.txt", "/"])
def test_no_page_may_use_anything_of_the_machine(path):
    said = Client().get(path)["Permissions-Policy"]
    assert "camera=()" in said and "geolocation=()" in said
    assert all(part.endswith("=()") for part in said.split(", "))


@pytest.mark.django_db
def test_a_browser_may_read_that_from_a_public_page_and_runs_nothing():
    policy = Client().get("/published/")["Content-Security-Policy"]
    assert "connect-src 'self'" in policy and "default-src 'none'" in policy and "script-src" not in policy


def test_the_statements_are_found_from_where_nothing_else_works():
    for name in ("500.html", "503.html"):
        page = render_to_string(name)
        assert all(f'href="/{name}/"' in page for name in STATEMENTS)


@pytest.mark.django_db
def test_help_has_a_word_for_every_role():
    page = text_of(Client().get("/help/"))
    named = {label.split()[0] for label in Role.labels}
    assert [label for label in named if f"<dt>{label}" not in page] == []


def test_browsers_find_the_sign_of_the_site_and_leave_no_trace():
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 200 and not answer.cookies and "public" in answer["Cache-Control"]
    assert answer["Content-Type"] == "image/svg+xml" and answer.content.startswith(b"<svg")
