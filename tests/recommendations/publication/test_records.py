"""Whom the report and the plan have reached, from what is recorded of a class and of its copies."""

from datetime import date
from decimal import Decimal

import pytest

from recommendations.earlier import STEPS
from recommendations.publication.records import CopyRecord, StepRecord, copy_record

JUNE, JULY = date(2008, 6, 18), date(2008, 7, 18)


def copy(sent_on=None, **about):
    fields = {
        "order": 1,
        "organisation": None,
        "name": "A",
        "day_not_stated": False,
        "sent_by": "",
        "proof": "",
    }
    return CopyRecord(**{**fields, "charge": None, "left_out_reason": "", "sent_on": sent_on, **about})


def step(*copies, recipient="relevant_partners", **about):
    words, served = STEPS[recipient]
    fields = {
        "words": words,
        "served": served,
        "uuid": "u",
        "version": 1,
        "inspection": "i",
        "duty": "report",
        "recipient": recipient,
        "order": 1,
        "source": "",
        "state": "not_recorded",
        "done_on": None,
        "day_not_stated": False,
        "done_by": "",
        "done_to": "",
        "proof": "",
        "proof_file": None,
    }
    return StepRecord(**{**fields, **about}, copies=copies)


OUT = {"left_out_reason": "Not owed one"}
DONE = {"state": "done"}


@pytest.mark.parametrize(
    ("made", "is_done", "words"),
    [
        (step(), False, "Not recorded"),
        (step(**DONE), True, "Done"),
        (step(copy(JUNE), copy(JULY)), True, "Done"),
        (step(copy(JUNE), copy()), False, "1 of 2 recorded as sent"),
        (step(copy(), copy()), False, "Not recorded"),
        (step(copy(JUNE), copy(), **DONE), False, "1 of 2 recorded as sent"),  # who is named counts
        (step(copy(JUNE), copy(**OUT)), True, "Done"),
        (step(copy(**OUT), **DONE), True, "Done"),
        (step(copy(day_not_stated=True)), True, "Done"),
        (step(copy(JUNE), copy(), recipient="newspaper"), True, "Done"),  # one newspaper is enough
        (step(copy(), recipient="newspaper"), False, "Not recorded"),
        (step(copy(JUNE), recipient="on_demand"), False, "Not recorded"),  # a log of what people asked for
    ],
)
def test_class_is_done_where_as_many_were_sent_it_as_the_law_asks(made, is_done, words):
    assert (made.is_done, made.state_words) == (is_done, words)


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (step(), None),
        (step(done_on=JUNE), None),
        (step(done_on=JUNE, **DONE), JUNE),
        (step(copy(JULY), copy(JUNE)), JULY),  # by the last of them
        (step(copy(JULY), copy(day_not_stated=True)), None),
        (step(copy(JUNE), copy()), None),
        (step(copy(JULY), copy(JUNE), copy(), recipient="radio"), JUNE),  # the first was enough
        (step(copy(day_not_stated=True), recipient="radio"), None),
        (step(copy(JULY), done_on=JUNE, **DONE), JUNE),
    ],
)
def test_day_by_which_it_was_done(made, day):
    assert made.reached_on == day


def test_log_of_copies_counts_what_was_given_and_charged():
    made = step(
        copy(JUNE, charge=Decimal("2.50")),
        copy(JUNE, charge=Decimal("0.00")),
        copy(JUNE, charge=None),
        copy(JUNE, charge=Decimal("9.00"), **OUT),
        recipient="on_demand",
    )
    assert (len(made.given), len(made.left_out), made.owed, made.charged) == (3, 1, (), Decimal("2.50"))
    assert step(copy(JUNE)).given == () and step().charged == Decimal("0.00")


@pytest.mark.parametrize("recipient", STEPS)
def test_nobody_is_named_for_a_place_a_log_or_a_page(recipient):
    made = step(recipient=recipient)
    assert made.names_recipients == (recipient not in ("offices", "on_demand", "website"))
    assert made.title[0].isupper() and made.is_log == (recipient == "on_demand")


def test_pence_and_days_of_a_state_are_kept_to_the_penny():
    part = {**vars(copy()), "sent_on": "2008-06-18", "charge": "2.50"}
    assert copy_record(part).charge == Decimal("2.50") and copy_record(part).sent_on == JUNE
    assert copy_record({**part, "charge": None, "sent_on": None}).charge is None
