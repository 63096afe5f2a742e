"""What typed text may hold, in every room's forms: nothing that cannot be seen or that turns a line round."""

import pytest
from django import forms

from actions.challenges.forms import AnswerForm
from actions.duedates.forms import DecideDateForm
from actions.evidence.forms import EvidenceForm
from actions.plan.forms import criteria_form
from finance.forms import ReviseForm
from jarplan.formfields.text import (
    TURNING,
    EmailAddressField,
    LineField,
    ParagraphsField,
    PlainText,
    WebAddressField,
    names_in,
)
from jarplan.people import forms as people
from jarplan.people.accounts import forms as accounts
from jarplan.people.persons import forms as persons
from jarplan.people.posts import forms as posts
from jarplan.reporting.redaction.views import RemoveTextForm
from recommendations import forms as recommendations
from recommendations.inspections import forms as inspections
from recommendations.meetings import forms as meetings

SENTENCE = "The text contains characters that cannot be shown. Paste the text again as plain text."
MADE = {
    "line": lambda: LineField(max_length=50),
    "paragraphs": lambda: ParagraphsField(max_length=50),
    "web": WebAddressField,
    "email": EmailAddressField,
}
TYPED = {"line": "on {}time", "paragraphs": "on {}time", "web": "https://a.uk/{}x", "email": "a@b{}b.uk"}


def test_a_hint_says_how_long_a_text_may_be_also_where_a_form_sets_its_own():
    field = ParagraphsField(max_length=2000)
    assert field.help_text == "Up to 2,000 characters."
    field.help_text = "Only needed if you refuse."
    assert field.help_text == "Only needed if you refuse. Up to 2,000 characters."
    form = DecideDateForm()
    assert form["reason"].help_text.endswith("Up to 2,000 characters.")
    assert AnswerForm(doubts=True)["answer"].help_text.endswith("Up to 4,000 characters.")


def complaints(kind, typed):
    with pytest.raises(forms.ValidationError) as refused:
        MADE[kind]().clean(typed)
    return refused.value.messages


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("character", ["\0", "\x07", "\x9b", *sorted(TURNING)], ids=ascii)
def test_what_cannot_be_shown_is_refused_in_one_sentence(kind, character):
    assert complaints(kind, TYPED[kind].format(character)) == [SENTENCE]


def test_the_turning_characters_are_the_nine_of_unicode():
    assert set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") == TURNING


def test_names_keep_their_first_place_and_spelling():
    assert (
        names_in(" The  Trust \n\nA School\nthe trust\n") == ["The Trust", "A School"]
        and names_in(" \n") == []
    )


def test_ordinary_text_of_any_language_and_lines_is_kept():
    text = "Café £5 – 你好\n\tשלום ‏مرحبا"
    assert ParagraphsField(max_length=50).clean(text) == text


@pytest.mark.parametrize("typed", ["ftp://a.uk/", "not an address", "https://"])
def test_a_bad_web_address_is_said_once(typed):
    assert len(complaints("web", typed)) == 1
    assert len(EvidenceForm({"shows": "x", "link": typed}).errors["link"]) == 1


FORM_ROOMS = (people, accounts, persons, posts, recommendations, inspections, meetings)
FORMS = [
    *(
        one
        for room in FORM_ROOMS
        for one in vars(room).values()
        if isinstance(one, type) and issubclass(one, forms.Form) and one.__module__ == room.__name__
    ),
    ReviseForm,
    RemoveTextForm,
]
# What is looked for rather than kept; signing in and passwords are the framework's own.
SOUGHT = {
    *(("SignInForm", name) for name in ("username", "password")),
    *(("ChangePasswordForm", name) for name in ("old_password", "new_password1", "new_password2")),
    *(("NewPasswordForm", name) for name in ("new_password1", "new_password2")),
    ("PeopleFilterForm", "q"),
    ("PostsFilterForm", "q"),
    ("RemoveTextForm", "text"),
    # A slug: letters, numbers and hyphens, and nothing to trim.
    *((name, "reference") for name in ("Naming", "InspectionForm", "ChangeForm")),
}


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.__name__)
def test_every_text_that_is_kept_is_a_field_of_ours(form):
    for name, field in form.base_fields.items():
        typed = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
        if typed and (form.__name__, name) not in SOUGHT:
            assert isinstance(field, PlainText), f"{form.__name__}.{name}"


def test_a_form_that_arrives_in_pieces_is_told_so_in_plain_words():
    (sentence,) = criteria_form({"text": "half a page"}).non_form_errors()
    assert sentence == "Part of the page is missing. Open the page again and re-enter your changes."
