"""The page on which an administrator takes out a text that the law wants gone: look first, then remove."""

from functools import partial

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import acted
from jarplan.formfields.text import ParagraphsField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.roles import Role
from jarplan.reporting.redaction.removal import (
    SHORTEST,
    check_redact,
    check_text,
    left_in_history,
    places,
    redact_text,
    sentence_of_left,
)


class RemoveTextForm(VerbForm):
    """The text and why it must go."""

    problem_field = "text"
    # Any text that may lie somewhere, with characters too that no form takes any more.
    text = forms.CharField(
        label="Text to redact",
        min_length=SHORTEST,
        max_length=200,
        help_text="Enter the text exactly as it was typed, for example a name. Capital letters do not matter.",
    )
    reason = ParagraphsField(
        label="Reason for the redaction",
        max_length=1000,
        rows=3,
        help_text="For example who requested this and when. Do not repeat the text, because the reason is kept.",
    )

    def clean(self):
        typed = super().clean()
        if "text" in typed and "reason" in typed:
            try:
                check_text(typed["text"], typed["reason"])
            except NotNow as problem:
                self.add_error("reason", problem.sentence)
        return typed


@require_http_methods(["GET", "POST"])
def remove_text(request):
    """Shows every place that holds the text, and on the second asking removes it from all of them."""
    if not request.user.has_role(Role.ADMINISTRATOR):
        raise Http404
    check_redact(request.user)
    form = RemoveTextForm(request.POST or None)
    found, left = None, ""
    if form.is_valid():
        text = form.cleaned_data["text"].strip()
        left = sentence_of_left(left_in_history(text))
        if "remove" not in request.POST:
            found = places(text)
        elif acted(request, form, redact_text, partial(what_went, left)):
            return redirect("reporting:history")
    return render(request, "reporting/redaction/redact.html", {"form": form, "found": found, "left": left})


def what_went(left, blanking):
    gone = len(blanking.states) + len(blanking.files)
    return f"The text was redacted in {gone} places. The redaction is shown in the history. {left}".strip()
