"""What a form says of a field that was left empty."""

from django import forms

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
