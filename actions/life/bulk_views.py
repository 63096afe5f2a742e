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

from actions.life import bulk, policies
from actions.models import Action, ReportingRound
from actions.rounds import policies as rounds_policies
from jarplan import clock
from jarplan.formfields.pages import posted
from jarplan.formfields.verbs import VerbForm

MOST = 100  # as many as a page of the list shows
# Where the actions were chosen, if not in the list: what an address says, the page and its name.
CHOSEN_ON = {"desk": ("reporting:desk", "Programme office"), "my-work": ("reporting:my-work", "My work")}


class SeveralForm(VerbForm):
    """A verb on several actions as they were seen. The versions stand in the page, one hidden box an action."""

    @property
    def refused(self):
        """Whether the verb would not do it, as things stand."""
        return self.is_bound and bool(self.non_field_errors())


class RoundForm(SeveralForm):
    round = forms.ModelChoiceField(
        ReportingRound.objects.none(),
        label="First round in which reports are due",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reporting round"},
    )

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = ReportingRound.objects.filter(closes_on__gte=day)


@dataclass(frozen=True)
class BulkVerb:
    """What can be done with several actions: in words, and by which verb. `check(by, day)` gives the check of one."""

    title: str
    button: str
    explains: str
    said: str
    verb: object
    check: object
    form: type = SeveralForm


BULK_VERBS = {
    "agree": BulkVerb(
        "Agree selected actions",
        "Agree actions",
        "These actions count in the plan from now on, and each due date is fixed as the original date.",
        "agreed.",
        bulk.agree_selected,
        lambda by, day: bulk.checks_of_agreeing(by),
    ),
    "round": BulkVerb(
        "Move selected actions to a reporting round",
        "Move actions",
        "Reports on these actions are due from the round that you choose, and not before.",
        "moved. Reports are due from that round on.",
        bulk.move_selected_to_round,
        lambda by, day: lambda action: rounds_policies.check_move_to_round(by, action),
        RoundForm,
    ),
    "remind": BulkVerb(
        "Send reminders for selected actions",
        "Send reminders",
        "The reminder is shown in My work at once, and in the next email. Leads are reminded of actions that are "
        "agreed or in progress, approvers of actions that need a sign-off. Each action has one reminder a day.",
        "included in reminders.",
        bulk.remind_selected,
        lambda by, day: lambda action: policies.check_remind(by, action, day),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def several(request):
    """Shows what will be done to the actions that were chosen, then does it to all or to none of them."""
    policies.check_bulk(request.user)
    typed, now = posted(request), clock.now()
    asked = typed or request.GET
    do, day = asked.get("do", "agree"), clock.day_of(now)
    bulk_verb = bulk_verb_of(do)
    seen, form = seen_in(typed), make_form(bulk_verb, typed, day)
    act = {"by": request.user, "now": now, "seen": seen}
    if form.is_bound and form.is_valid() and form.save(bulk_verb.verb, **act):
        number = len(form.result)
        messages.success(request, f"{number} action{'' if number == 1 else 's'} {bulk_verb.said}")
        return redirect(list_of(asked))
    references = list(seen) or asked.getlist("action")[:MOST]
    actions = Action.objects.filter(reference__in=references).prefetch_related("leads__post__organisation")
    actions = list(actions.order_by("plan_order"))
    found = bulk.problems(actions, bulk_verb.check(request.user, day))
    fine = [
        ("do", do),
        *[("action", one.reference) for one in actions if one.reference not in found],
        *[(name, asked[name]) for name in ("back", "to") if asked.get(name)],
    ]
    page = {"bulk_verb": bulk_verb, "do": do, "form": form, "problems": found, "fine": urlencode(fine)}
    page["rows"] = [(action, found.get(action.reference, "")) for action in actions]
    page |= {"back": asked.get("back", ""), "list": list_of(asked)}
    page |= {"to": asked.get("to", ""), "name": CHOSEN_ON.get(asked.get("to"), ("", "Actions"))[1]}
    status = 409 if form.refused else 200
    return render(request, "actions/life/bulk.html", page, status=status)


def bulk_verb_of(name):
    """What was asked for; BadRequest where there is no such thing to do."""
    if name not in BULK_VERBS:
        raise BadRequest("Select actions in the list of actions, then choose what to do.")
    return BULK_VERBS[name]


def list_of(asked):
    """The list of actions as it was filtered when they were chosen (only its query travels with the pages), or the
    page of queues that they were chosen on."""
    if asked.get("to") in CHOSEN_ON:
        return reverse(CHOSEN_ON[asked["to"]][0])
    query = QueryDict(asked.get("back", "")[:1000], mutable=True)
    query.pop("tick", None)
    return f"{reverse('reporting:actions')}{'?' if query else ''}{query.urlencode()}"


def make_form(bulk_verb, typed, day):
    return bulk_verb.form(typed, day=day) if bulk_verb.form is RoundForm else bulk_verb.form(typed)


def seen_in(typed):
    """{reference: version} of the actions that were on the page that was sent."""
    pairs = [text.partition(":") for text in (typed.getlist("seen") if typed else [])]
    return {reference: int(version) for reference, _, version in pairs[:MOST] if version.isdecimal()}
