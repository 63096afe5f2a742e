"""What is typed to consult partners: names, each once, and which boxes each form has."""

from types import SimpleNamespace

import pytest

from jarplan.people.models import Organisation
from recommendations.consultation.forms import NAMES_AT_ONCE, AnswerForm, AskForm, RespondForm
from recommendations.models import Consultation
from tests.factories import OrganisationFactory

DAY = {"answer_by_day": "1", "answer_by_month": "9", "answer_by_year": "2008"}


def ask(asked=None, **said):
    rows = Organisation.objects.filter(pk__in=[one.pk for one in asked or ()]).values("pk")
    plan_version = SimpleNamespace(
        consultations=SimpleNamespace(filter=lambda **_: SimpleNamespace(values=lambda _: rows))
    )
    return AskForm({"version": "1", **DAY, **said}, plan_version=plan_version)


def partners(form):
    assert form.is_valid(), form.errors
    return form.cleaned_data["partners"]


@pytest.mark.django_db
def test_names_are_lines_each_once_as_first_written():
    assert partners(ask(others=" The  Trust \n\nA School\nthe trust")) == [
        (None, "The Trust"),
        (None, "A School"),
    ]


@pytest.mark.django_db
def test_name_of_one_of_our_organisations_is_that_organisation():
    pct = OrganisationFactory(name="Leicester City PCT")
    assert partners(ask(others="leicester city pct\nA School")) == [(pct, pct.name), (None, "A School")]
    assert partners(ask(organisations=[pct.pk], others="Leicester City PCT")) == [(pct, pct.name)]


@pytest.mark.django_db
def test_organisation_that_was_asked_is_not_offered_again():
    pct, lsc = OrganisationFactory(name="PCT"), OrganisationFactory(name="LSC")
    offered = ask([pct]).fields["organisations"].queryset
    assert lsc in offered and pct not in offered


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("others", "at", "words"),
    [
        ("", "organisations", "Choose at least one organisation"),
        ("\n".join(map(str, range(NAMES_AT_ONCE + 1))), "others", f"at most {NAMES_AT_ONCE} names"),
        ("x" * 201, "others", "longer than 200 characters"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(others, at, words):
    form = ask(others=others)
    assert not form.is_valid() and list(form.errors) == [at] and words in str(form.errors)


@pytest.mark.django_db
def test_as_many_names_as_may_be_are_taken():
    assert len(partners(ask(others="\n".join(map(str, range(NAMES_AT_ONCE)))))) == NAMES_AT_ONCE
    assert partners(ask(others="x" * 200))


@pytest.mark.parametrize("on_behalf", [True, False])
@pytest.mark.parametrize("correcting", [True, False])
def test_answer_on_behalf_says_when_and_how_it_came_and_a_correction_why(on_behalf, correcting):
    fields = AnswerForm(on_behalf=on_behalf, correcting=correcting).fields.keys()
    assert ({"answered_on", "came_by"} <= fields) == on_behalf and ("reason" in fields) == correcting


def test_second_response_says_why():
    assert "reason" in RespondForm(again=True).fields and "reason" not in RespondForm(again=False).fields


def test_outcome_is_said_in_its_words():
    form = RespondForm(again=False)
    assert [form.words("outcome", value) for value, _label in Consultation.Outcome.choices] == [
        label for _value, label in Consultation.Outcome.choices
    ]
    assert form.words("response", "changed") == "changed"
