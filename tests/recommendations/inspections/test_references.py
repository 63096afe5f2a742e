"""A reference that an inspection may have leads to its own pages, whatever the URLconf has beside them."""

import re
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve, reverse

from recommendations.inspections.forms import InspectionForm
from recommendations.models import Inspection
from recommendations.models.inspection import RESERVED
from recommendations.within import ALL
from tests.addresses import routes

pytestmark = pytest.mark.django_db

# An inspection is named by its reference in these parts of an address.
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# What an address names beside the inspection.
BESIDE = {"order": 1, "uuid": UUID(int=1), "number": 1}
BY_REFERENCE = re.compile(r"<slug:(inspection|reference)>")
# Words that no address has yet, which the design keeps for the public's progress.
KEPT = {"progress"}


def accepted(word):
    try:
        Inspection._meta.get_field("reference").run_validators(word)
    except ValidationError:
        return False
    return True


def words():
    """Every word that stands in an address of the product, in small, large and mixed letters; and numbers."""
    plain = set(
        re.findall(r"[a-z][a-z0-9-]*", " ".join(re.sub(r"<[^>]*>", "/", route) for route in routes()))
    )
    return {"1", "2008"} | {
        form(word) for word in plain | {*RESERVED} for form in (str, str.upper, str.title)
    }


def test_an_accepted_reference_leads_to_the_pages_of_its_inspection():
    """The check derives what is reserved from the addresses: a new one beside them is found here."""
    wrong = []
    named = [
        (name, match[1], {one: BESIDE[one] for one in ARGUMENT.findall(route) if one != match[1]})
        for route, name in routes().items()
        if (match := BY_REFERENCE.search(route))
    ]
    assert len(named) > 10
    for word in filter(accepted, words()):
        for name, argument, beside in named:
            path = reverse(name, kwargs={argument: word, **beside})
            if resolve(path).view_name != name:
                wrong.append(f"{path} is {resolve(path).view_name}, not {name}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_reserved_that_no_address_needs():
    used = {word for route in routes() for word in re.findall(r"published/([a-z]+)", route)}
    assert {*RESERVED} == (used & {*RESERVED}) | KEPT | {ALL}


@pytest.mark.parametrize("word", [*RESERVED, "ALL", "Calendar", "1", "2024"])
def test_a_reserved_reference_is_refused_beside_the_box(word):
    form = InspectionForm({"reference": word})
    assert "cannot be a number alone" in form.errors["reference"][0] and not accepted(word)


@pytest.mark.parametrize("word", ["ilacs-2023", "all-ages", "children-2024", "2024-send", "SEND"])
def test_any_other_reference_is_accepted(word):
    assert accepted(word) and "reference" not in InspectionForm({"reference": word}).errors
