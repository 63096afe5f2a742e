"""What a form says of a field that was left empty."""

from django import forms

from jarplan.formfields.choices import to_choose
from jarplan.formfields.verbs import VerbForm
from jarplan.formfields.words import PlainWords


class ReasonForm(PlainWords, forms.Form):
    reason = forms.CharField()
    lead = forms.ChoiceField(label="Lead", choices=[("1", "Head of Service")])
    rating = forms.ChoiceField(label="How is it going?", widget=forms.RadioSelect, choices=[("red", "Red")])
    text = forms.CharField(label="What will be done")
    sure = forms.BooleanField(label="I have read it")
    evidence = forms.FileField(label="Evidence")
    own = forms.CharField(error_messages={"required": "Say why"})


def test_missing_answer_is_asked_for_by_name():
    assert {name: errors[0] for name, errors in ReasonForm({}).errors.items()} == {
        "reason": "Enter the reason",
        "lead": "Choose the lead",
        "rating": "Answer “How is it going?”",
        "text": "Enter “What will be done”",
        "sure": "Tick “I have read it”",
        "evidence": "Choose a file for the evidence",
        "own": "Say why",
    }


def test_words_of_one_form_do_not_leak_into_the_class():
    ReasonForm({})
    assert ReasonForm.base_fields["reason"].error_messages["required"] == "This field is required."


class NumberForm(VerbForm):
    number = forms.IntegerField(min_value=1, max_value=999)
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_every_form_of_a_verb_says_it_in_plain_words():
    for typed, said in (("", "Enter the number"), ("0", "The number must be between 1 and 999")):
        assert NumberForm({"number": typed}).errors["number"] == [said]
    assert NumberForm({"number": "1000"}).errors["number"] == ["The number must be between 1 and 999"]
    assert NumberForm({"number": "1"}).errors["version"] == ["This field is required."], (
        "nobody could enter it"
    )


def test_nothing_is_chosen_beforehand_and_choices_begin_with_a_capital():
    pairs = [("day", "working days"), ("month", "months")]
    shown = [("day", "Working days"), ("month", "Months")]
    for given in (pairs, lambda: pairs):
        assert to_choose(given)() == shown
        assert to_choose(given, "Select a unit")() == [("", "Select a unit"), *shown]
