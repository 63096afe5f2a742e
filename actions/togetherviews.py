"""The page between choosing several actions in the list and doing something with them: what, and to which."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from actions import policies, together
from actions.models import Action, ReportingRound
from actions.verbviews import posted
from jarplan import clock
from jarplan.formfields.verbs import VerbForm
from jarplan.formfields.words import PlainWords

MOST = 100  # as many as a page of the list shows


class SeveralForm(PlainWords, VerbForm):
    """A verb on several actions as they were seen. The versions stand in the page, one hidden box an action."""

    @property
    def refused(self):
        """Whether the verb would not do it, as things stand."""
        return self.is_bound and bool(self.non_field_errors())


class RoundForm(SeveralForm):
    round = forms.ModelChoiceField(
        ReportingRound.objects.none(),
        label="From which round on are reports asked for?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a round."},
    )

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = ReportingRound.objects.filter(closes_on__gte=day)


@dataclass(frozen=True)
class Deed:
    """What can be done with several actions: in words, and by which verb. `check(by, day)` gives the check of one."""

    title: str
    button: str
    explains: str
    said: str
    verb: object
    check: object
    form: type = SeveralForm


DEEDS = {
    "agree": Deed(
        "Agree several actions",
        "Agree them all",
        "Each of these counts in the plan from now on, and its due date becomes its original date for good.",
        "agreed.",
        together.agree_together,
        lambda by, day: together.checks_of_agreeing(by),
    ),
    "round": Deed(
        "Move several actions to a round",
        "Move them all",
        "A report of each of these is asked for from the round that you choose on, and in none before it.",
        "moved: their reports are asked for from that round on.",
        together.move_to_round_together,
        lambda by, day: lambda action: policies.check_move_to_round(by, action),
        RoundForm,
    ),
    "remind": Deed(
        "Remind people of several actions",
        "Remind them of all",
        "Those whom each of these waits for find it in my work at once, and in their next message: its leads where "
        "it is agreed or in progress, approvers where it waits for a sign-off. One reminder of an action a day.",
        "marked: those whom they wait for are reminded.",
        together.remind_together,
        lambda by, day: lambda action: policies.check_remind(by, action, day),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def several(request):
    """Shows what will be done to the actions that were chosen, then does it to all or to none of them."""
    policies.check_together(request.user)
    typed, now = posted(request), clock.now()
    asked = typed or request.GET
    do, day = asked.get("do", "agree"), clock.day_of(now)
    deed = deed_of(do)
    seen, form = seen_in(typed), make_form(deed, typed, day)
    act = {"by": request.user, "now": now, "seen": seen}
    if form.is_bound and form.is_valid() and form.save(deed.verb, **act):
        number = len(form.result)
        messages.success(request, f"{number} action{'' if number == 1 else 's'} {deed.said}")
        return redirect(list_of(asked))
    references = list(seen) or asked.getlist("action")[:MOST]
    actions = Action.objects.filter(reference__in=references).prefetch_related("leads__post__organisation")
    actions = list(actions.order_by("plan_order"))
    found = together.problems(actions, deed.check(request.user, day))
    fine = [
        ("do", do),
        *[("action", one.reference) for one in actions if one.reference not in found],
        *[("back", back) for back in asked.getlist("back")[:1] if back],
    ]
    page = {"deed": deed, "do": do, "form": form, "problems": found, "fine": urlencode(fine)}
    page["rows"] = [(action, found.get(action.reference, "")) for action in actions]
    page |= {"back": asked.get("back", ""), "list": list_of(asked)}
    status = 409 if form.refused else 200
    return render(request, "actions/together.html", page, status=status)


def deed_of(name):
    """What was asked for; BadRequest where there is no such thing to do."""
    if name not in DEEDS:
        raise BadRequest("Choose what to do with several actions in the list of actions.")
    return DEEDS[name]


def list_of(asked):
    """The list of actions as it was filtered when they were chosen; only its query travels with the pages."""
    query = QueryDict(asked.get("back", "")[:1000], mutable=True)
    query.pop("tick", None)
    return f"{reverse('reporting:actions')}{'?' if query else ''}{query.urlencode()}"


def make_form(deed, typed, day):
    return deed.form(typed, day=day) if deed.form is RoundForm else deed.form(typed)


def seen_in(typed):
    """{reference: version} of the actions that were on the page that was sent."""
    pairs = [text.partition(":") for text in (typed.getlist("seen") if typed else [])]
    return {reference: int(version) for reference, _, version in pairs[:MOST] if version.isdecimal()}
