"""Which inspections' plans a page is about: the one that was chosen, or all that are confirmed."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import QueryDict

from jarplan.audit.subjects import SUBJECTS
from recommendations.models import Inspection
from recommendations.within import NAME, Within, within, within_of

JAR, APA, CAA = (
    SimpleNamespace(pk=number, reference=name, reference_prefix=prefix, title=f"The {name}", uuid=name)
    for number, name, prefix in ((1, "JAR", "R"), (2, "APA", "A"), (3, "CAA", "C"))
)
ALL = Within((JAR, APA), (JAR, APA), 3, 1)
ONE = Within((APA,), (JAR, APA), 3, 1)
ALONE = Within((JAR,), (JAR,), 1, 1)


def test_choice_is_offered_where_there_are_several_and_narrows_to_one():
    assert (ALL.one, ONE.one, ALONE.one) == (None, APA, JAR)
    assert [each.is_choice for each in (ALL, ONE, ALONE)] == [True, True, False]
    assert [each.is_narrowed for each in (ALL, ONE, ALONE)] == [False, True, False]
    assert ONE.query == {NAME: "APA"} and ALL.query == ALONE.query == {}


def test_each_is_one_inspection_and_nothing_stays_itself():
    assert [each.shown for each in ALL.each()] == [(JAR,), (APA,)]
    assert Within().each() == [Within()]


@pytest.mark.parametrize("kind", list(SUBJECTS))
def test_nothing_is_left_out_where_everything_is_shown(kind):
    assert ALONE.of(kind) == Within().of(kind) == Q()


def test_rows_belong_to_the_inspections_that_are_shown():
    assert "isnull" not in str(ALL.of("recommendation")) and "[1, 2]" in str(ALL.of("recommendation"))
    assert ALL.of("organisation") == Q()  # shared by all plans


@pytest.mark.parametrize(
    ("kind", "of_all", "of_the_other"),
    [("plan_version", True, False), ("meeting", True, True), ("action", False, False)],
)
def test_what_names_no_inspection_is_the_first_ones_and_a_meeting_is_everybodys(kind, of_all, of_the_other):
    assert ("isnull" in str(ALL.of(kind)), "isnull" in str(ONE.of(kind))) == (of_all, of_the_other)


@pytest.fixture
def inspections(db):
    """The JAR of June and an APA of July are confirmed, a CAA is still being entered."""
    about = {"kind": "JAR", "area": "Leicester"}
    for number, (name, prefix, confirmed) in enumerate(
        (("JAR", "R", True), ("APA", "A", True), ("CAA", "C", False)), 6
    ):
        Inspection.objects.create(
            reference=name,
            title=name,
            reference_prefix=prefix,
            confirmed=confirmed,
            published_on=date(2008, number, 3),
            **about,
        )


def names(found):
    return [one.reference for one in found.shown]


def test_only_what_is_confirmed_is_shown_or_offered(inspections):
    found = within_of()
    assert (names(found), found.known) == (["JAR", "APA"], 3)
    assert names(within_of("APA")) == ["APA"] and names(within_of("CAA")) == names(within_of("none")) == []


def asked(query="", session=None):
    request = SimpleNamespace(GET=QueryDict(query), session={} if session is None else session)
    return within(request), request.session


@pytest.mark.parametrize(
    ("query", "kept", "shown", "then"),
    [
        ("", "", ["JAR", "APA"], ""),
        ("inspection=APA", "", ["APA"], "APA"),
        ("", "APA", ["APA"], "APA"),
        ("inspection=all", "APA", ["JAR", "APA"], "all"),
        ("inspection=JAR", "APA", ["JAR"], "JAR"),
        ("", "CAA", ["JAR", "APA"], "CAA"),  # kept from before it was withdrawn
    ],
)
def test_choice_is_the_addresss_and_then_the_sessions(inspections, query, kept, shown, then):
    found, session = asked(query, {NAME: kept} if kept else {})
    assert names(found) == shown and session.get(NAME, "") == then


@pytest.mark.parametrize("reference", ["CAA", "none"])
def test_inspection_that_there_is_not_is_refused_and_not_kept(inspections, reference):
    session = {}
    with pytest.raises(BadRequest, match=reference):
        asked(f"inspection={reference}", session)
    assert session == {}
