"""The page for children and young people, as it stands, and the form in which it is written."""

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from jarplan.audit.errors import allows
from jarplan.formfields.pages import verb_page
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VersionedForm
from recommendations.inspections.choosing import OfOnePlan, acting_on_one_plan, of_one_plan
from recommendations.versions.childrens_page import NOT_YET, check_write, childrens_page, write_childrens_page
from recommendations.versions.reading_hint import reading_hint

FORM = "recommendations/versions/childrens_page_form.html"


class ChildrensPageForm(OfOnePlan, VersionedForm):
    """Its title and its text."""

    title = LineField(max_length=200, label="Title", error_messages={"required": "Enter a title"})
    text = ParagraphsField(
        max_length=10000,
        rows=14,
        label="Text",
        help_text="Plain text. Leave an empty line to start a new paragraph.",
        error_messages={"required": "Enter the text"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=NOT_YET)


@require_safe
@of_one_plan
def page(request, plan):
    """What the council tells children and young people about the plan."""
    found = childrens_page(plan)
    context = {
        "written": found,
        "hint": reading_hint(found.text) if found else None,
        "may_write": allows(check_write, request.user, plan.one),
    }
    return render(request, "recommendations/versions/childrens_page.html", context)


@require_http_methods(["GET", "POST"])
@acting_on_one_plan(check_write)
def write(request, plan):
    """Write it; "Preview" shows what was typed as the public will see it, and saves nothing."""
    check_write(request.user, plan.one)
    found = childrens_page(plan)
    initial = {"version": NOT_YET}
    if found:
        initial = {"version": found.version, "title": found.title, "text": found.text}
    form = ChildrensPageForm(request.POST or None, initial=initial, within=plan)
    if "preview" in request.POST and form.is_valid():
        shown = {"preview": form.cleaned_data, "hint": reading_hint(form.cleaned_data["text"])}
        return render(request, FORM, {"form": form, **shown})
    said = "The page has been saved. It will be part of the next version of the plan."
    to = f"{reverse('recommendations:childrens-page')}?{urlencode(plan.query)}".rstrip("?")
    return verb_page(request, form, write_childrens_page, said, to, FORM)
