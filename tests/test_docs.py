"""What the docs name is there: every path, link, command, address, setting, and every name "in" a file."""

import re

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
IDS = [str(page.relative_to(ROOT)) for page in PAGES]
# Made by a run, a server or a person, and no part of a checkout; the technical admin and the server's own addresses.
NOT_IN_A_CHECKOUT = (".venv/", "var/", "venv/")
NOT_OURS = ("/admin/", "/robots.txt", "/backups/", "/opt/", "/var/", "/run/")
each_doc = pytest.mark.parametrize("doc", PAGES, ids=IDS)


def text_of(doc):
    return doc.read_text(encoding="utf-8")


def quoted(doc):
    """What stands in single backticks, outside fenced blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text_of(doc), flags=re.S))


@each_doc
def test_every_path_is_there(doc):
    named = [one for one in quoted(doc) if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", one) and "/" in one]
    assert not [one for one in named if not one.startswith(NOT_IN_A_CHECKOUT) and not (ROOT / one).exists()]


@each_doc
def test_every_link_leads_somewhere(doc):
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(doc))
    ours = [link.partition("#")[0] for link in links if not re.match(r"https?:", link)]
    assert not [link for link in ours if not (doc.parent / link).exists()]


@each_doc
def test_every_command_is_there(doc):
    assert set(re.findall(r"manage\.py (\w+)", text_of(doc))) <= get_commands().keys()


@each_doc
def test_every_address_is_answered(doc):
    wrong = []
    for one in quoted(doc):
        if re.fullmatch(r"/[\w./<>-]*", one) and not one.startswith(NOT_OURS):
            address = re.sub(r"<\w+>|\bN\b", "1", one)
            try:
                resolve(address)
            except Resolver404:
                wrong.append(one)
    assert not wrong


@each_doc
def test_every_name_is_in_the_file_that_is_named_with_it(doc):
    named = re.findall(r"`(\w+)` in\s+`([\w.]+/[\w./]+\.py)`", text_of(doc))
    assert not [(name, path) for name, path in named if not re.search(rf"\b{name}\b", text_of(ROOT / path))]


def test_every_setting_of_the_environment_is_explained():
    read = re.findall(
        r"(?:env_\w+|clamd_address|environ\.get)\(\"([A-Z_]+)\"", text_of(ROOT / "jarplan" / "settings.py")
    )
    explained = text_of(ROOT / "docs" / "operations.md") + text_of(ROOT / "CONTRIBUTING.md")
    assert len(set(read)) > 20 and not [name for name in set(read) if name not in explained]


def test_every_decision_is_in_the_index_with_its_date_and_title():
    index = text_of(ROOT / "docs" / "decisions" / "README.md")
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(doc.name[:4]) for doc in decisions] == list(range(1, len(decisions) + 1))
    for doc in decisions:
        begins = r"# (\d+)\. (.+)\n\n(\d+ \w+ \d{4})\n\n## Decision\n"
        number, title, date = re.match(begins, text_of(doc)).groups()
        assert f"| [{int(number):04d}]({doc.name}) | {date} | {title} |" in index
        assert "\n## Why\n" in text_of(doc)


def test_the_readme_is_no_longer_than_one_reading():
    assert len(text_of(ROOT / "README.md").splitlines()) <= 120
