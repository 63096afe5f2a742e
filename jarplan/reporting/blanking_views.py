"""The page on which an administrator takes out a text that the law wants gone: look first, then remove."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.text import ParagraphsField
from jarplan.people.roles import Role
from jarplan.reporting.blanking import SHORTEST, blank_text, check_text, places


class RemoveTextForm(forms.Form):
    """The text and why it must go."""

    # Any text that may lie somewhere, with characters too that no form takes any more.
    text = forms.CharField(
        label="Text to remove",
        min_length=SHORTEST,
        max_length=200,
        help_text="Exactly as it was typed in, for example a name. Capital and small letters are taken alike.",
    )
    reason = ParagraphsField(
        label="Why it must go",
        max_length=1000,
        rows=3,
        help_text="For example who asked for it, and when. Do not repeat the text: the reason is kept.",
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
    form = RemoveTextForm(request.POST or None)
    found = None
    if form.is_valid():
        if "remove" in request.POST:
            try:
                blanking = blank_text(by=request.user, now=clock.now(), **form.cleaned_data)
            except NotNow as problem:
                form.add_error("text", problem.sentence)
            else:
                gone = len(blanking.states) + len(blanking.files)
                messages.success(request, f"The text was removed from {gone} places. The history says so.")
                return redirect("reporting:history")
        else:
            found = places(form.cleaned_data["text"].strip())
    return render(request, "reporting/remove_text.html", {"form": form, "found": found})
