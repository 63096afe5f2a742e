"""The page for children and young people, as it stands, and the form in which it is written."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.formfields.text import LineField, ParagraphsField
from jarplan.formfields.verbs import VersionedForm
from recommendations.childrenspage import NOT_YET, check_write, childrens_page, write_childrens_page
from recommendations.readinghint import reading_hint


class ChildrensPageForm(VersionedForm):
    """Its title and its text."""

    title = LineField(max_length=200, label="Title", error_messages={"required": "Enter a title"})
    text = ParagraphsField(
        max_length=10000,
        rows=14,
        label="Text",
        help_text="Plain text. An empty line begins a new paragraph.",
        error_messages={"required": "Write the text"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=NOT_YET)


@require_safe
def page(request):
    """What the council tells children and young people about the plan."""
    found = childrens_page()
    context = {
        "written": found,
        "hint": reading_hint(found.text) if found else None,
        "may_write": allows(check_write, request.user),
    }
    return render(request, "recommendations/childrens_page.html", context)


@require_http_methods(["GET", "POST"])
def write(request):
    """Write it; "Preview" shows what was typed as the public will see it, and saves nothing."""
    check_write(request.user)
    found = childrens_page()
    initial = {"version": NOT_YET}
    if found:
        initial = {"version": found.version, "title": found.title, "text": found.text}
    form = ChildrensPageForm(request.POST or None, initial=initial)
    context = {"form": form}
    if form.is_valid():
        if "preview" in request.POST:
            context |= {"preview": form.cleaned_data, "hint": reading_hint(form.cleaned_data["text"])}
        elif form.save(write_childrens_page, by=request.user, now=clock.now()):
            messages.success(request, "The page is saved. The next version of the plan will hold it.")
            return redirect("recommendations:childrens-page")
    return render(request, "recommendations/childrens_page_form.html", context, status=form.status)
