"""The template pack of the forms: hints, errors and the summary point at each other."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.template import engines

from jarplan.formfields.dates import DateBoxesField

PAGE = "{% load crispy_forms_tags %}{% include 'components/error_summary.html' with form=form %}{% crispy form %}"


class UpdateForm(forms.Form):
    text = forms.CharField(label="Text", help_text="In <two> sentences", widget=forms.Textarea)
    due = DateBoxesField(label="Due date", help_text="For example, 30 9 2008")
    rating = forms.ChoiceField(
        label="Rating", widget=forms.RadioSelect, choices=[("red", "Red"), ("green", "Green")]
    )
    partners = forms.MultipleChoiceField(
        label="Partners", widget=forms.CheckboxSelectMultiple, choices=[("a", "PCT"), ("b", "Police")]
    )
    sure = forms.BooleanField(label="I am sure")
    evidence = forms.FileField(label="Evidence", required=False)
    note = forms.CharField(label="Note", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def helper(self):
        helper = FormHelper()
        helper.add_input(Submit("save", "Save"))
        return helper

    def clean(self):
        raise forms.ValidationError("Nothing is right")


class LaidOutForm(UpdateForm):
    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(Fieldset("First", "text", Row("due", "note")), "rating")
        return helper


def page(form, template=PAGE):
    return engines["django"].from_string(template).render({"form": form})


def ids(html):
    found = re.findall(r'\bid="([^"]+)"', html)
    assert len(found) == len(set(found)), "an id stands twice"
    return set(found)


@pytest.mark.parametrize("form_class", [UpdateForm, LaidOutForm])
def test_every_described_box_points_at_what_describes_it(form_class):
    html = page(form_class({}))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert {"id_text_helptext id_text_error", "id_due_helptext id_due_error", "id_rating_error"} <= set(
        described
    )
    assert {each for value in described for each in value.split()} <= ids(html)


def test_summary_takes_the_focus_and_its_links_lead_to_boxes():
    html = page(UpdateForm({}))
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus' in html
    links = re.findall(r'<a href="#([^"]+)">', html)
    assert links == ["id_text", "id_due_0", "id_rating_0", "id_partners_0", "id_sure"]
    assert set(links) <= ids(html)
    assert "<li>Nothing is right</li>" in html
    assert re.search(r"<li>\s*Version: This field is required.\s*</li>", html)  # hidden: no box to lead to


def test_no_summary_without_errors():
    assert "error-summary" not in page(UpdateForm())


def test_groups_have_a_legend_and_single_boxes_a_label():
    html = page(UpdateForm())
    assert re.findall(r'<legend class="label">([^<]+)', html) == ["Due date", "Rating", "Partners"]
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert {"id_text", "id_due_0", "id_due_1", "id_due_2", "id_sure", "id_evidence", "id_note"} <= labelled


def test_optional_is_marked_and_required_is_not_except_in_filters():
    html = page(UpdateForm())
    assert re.findall(r">([A-Z]\w+)\s+<span class=\"optional\">", html) == ["Evidence", "Note"]
    form = UpdateForm()
    form.is_filter = True
    assert "optional" not in page(form)


def test_form_posts_files_with_a_token_and_leaves_checking_to_us():
    html = engines["django"].from_string(PAGE).render({"form": UpdateForm()}, request=None)
    assert re.search(r'method="post" novalidate\s+enctype="multipart/form-data"', html)
    html = re.sub(r" +\"", '"', " ".join(html.split()))
    assert '<button class="button" type="submit" name="save" value="Save"' in html


def test_hint_is_escaped():
    assert "In &lt;two&gt; sentences" in page(UpdateForm())


def test_formset_summary_leads_to_the_right_part():
    formset = forms.formset_factory(UpdateForm, extra=2, min_num=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    )
    html = page(formset, "{% load crispy_forms_filters %}{{ form|as_crispy_errors }}{{ form|crispy }}")
    links = set(re.findall(r'<a href="#([^"]+)">', html))
    assert {"id_form-0-text", "id_form-1-due_0"} <= links <= ids(html)
