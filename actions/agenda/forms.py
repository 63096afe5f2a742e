"""What is typed about an agenda: what is put on it, why something is taken off, and what was decided on each item."""

import re

from django import forms

from actions.agenda.policies import MISSING
from actions.agenda.verbs import record_decision
from actions.challenges.policies import check_challenge, check_question
from actions.duedates.policies import check_decide_date, waiting_request
from actions.models import AgendaDecision
from actions.reading.visibility import actions_of
from actions.rules.lifecycle import Verb, ways
from jarplan.audit.errors import Refused, allows
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.formfields.verbs import OnceForm, VerbForm, VersionedForm
from recommendations.models import Recommendation
from recommendations.visibility import seen_by

Kind = AgendaDecision.Kind
APART = re.compile(r"[\s,;]+")


class AgendaForm(VerbForm):
    """Which actions and recommendations go on an agenda. `waiting`: actions on which somebody must decide, to choose
    from; `user`: who chooses among what they may see."""

    problem_field = "references"

    waiting = forms.MultipleChoiceField(
        label="Actions that wait for a decision", required=False, widget=forms.CheckboxSelectMultiple
    )
    references = LineField(
        max_length=500,
        required=False,
        sometimes_needed=True,
        label="Other actions or recommendations",
        help_text="Their references, for example R4.2, R5.1 or R4.",
    )
    asked = LineField(
        max_length=500,
        required=False,
        label="What the meeting is asked",
        help_text="For example: to agree the extension. Shown with each of these items. Do not name a child.",
    )

    def __init__(self, *args, user, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if waiting:
            self.fields["waiting"].choices = waiting
        else:
            del self.fields["waiting"]
            self.fields["references"].label = "Actions or recommendations"

    def clean(self):
        data = super().clean()
        typed = [one.upper() for one in APART.split(data.get("references", "")) if one]
        wanted = list(dict.fromkeys([*data.get("waiting", ()), *typed]))
        rows = actions_of(self.user).select_related("recommendation").filter(reference__in=wanted)
        answered = Recommendation.objects.filter(seen_by(self.user, "recommendation"), reference__in=wanted)
        found = {one.reference: one for one in (*answered, *rows)}
        if unknown := [one for one in wanted if one not in found]:
            self.add_error("references", f"There is no action or recommendation {unknown[0]}")
        elif not wanted and "references" not in self.errors:
            self.add_error("references", "Enter or select at least one action or recommendation")
        self.about = [found[one] for one in wanted if one in found]
        return data


class TakeOffForm(VersionedForm):
    """Why an item is taken off an agenda."""

    problem_field = "reason"
    reason = ReasonField(
        "Why the item is taken off the agenda",
        missing="Enter why the item is taken off the agenda",
        help_text="The item stays on the meeting’s page with this reason.",
    )


class DecisionForm(OnceForm):
    """What the meeting decided on one item, and what members asked. The item is drawn with it."""

    problem_field = "decision"

    change = forms.UUIDField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(required=False, widget=forms.RadioSelect, label="Decision")
    words = ParagraphsField(
        max_length=2000,
        rows=3,
        required=False,
        sometimes_needed=True,
        label="Note or reason",
        help_text="Needed for a refusal, a change, a deferral or a challenge. Do not name a child.",
    )
    report_by = DateBoxesField(required=False, label="Report due by", what="the date the report is due by")
    question = ParagraphsField(
        max_length=2000,
        rows=3,
        required=False,
        label="Members’ question",
        help_text="The question goes to the action’s lead, who must answer. Do not name a child.",
    )

    def __init__(self, data=None, *, item, user, **kwargs):
        self.item, self.user = item, user
        self.waiting = waiting_request(item.action) if item.action else None
        change = self.waiting and self.waiting.uuid
        super().__init__(data, prefix=f"item-{item.uuid}", initial={"change": change}, **kwargs)
        self.fields["report_by"].sometimes_needed = self.fields["decision"].sometimes_needed = True
        self.fields["decision"].choices = [("", "No decision"), *self.offered()]
        if item.action is None or not allows(check_question, user, item.action):
            del self.fields["question"]
        if Kind.REPORT not in dict(self.fields["decision"].choices):
            del self.fields["report_by"]

    def offered(self):
        """The decisions that can be taken as things stand."""
        action = self.item.action
        # One that was decided on while this page was open is still offered to it: it is then told so at this item.
        asked = self.data.get(self.add_prefix("change")) if self.is_bound else None
        extends = asked or (self.waiting and allows(check_decide_date, self.user, self.waiting))
        if self.item.number:
            # An extension is agreed by its own verb, which knows no other date than the one that was requested.
            own = (Kind.DEFERRED,) if extends else (Kind.CARRIED, Kind.AMENDED, Kind.LOST, Kind.DEFERRED)
            yield from ((kind, kind.label) for kind in own)
        else:
            yield Kind.NOTED, "Noted"
        if action is None:
            return
        if extends:
            to = f" to {self.waiting.to_raw}" if self.waiting else ""
            yield Kind.AGREED, f"Agree the extension{to}"
            yield Kind.REFUSED, "Refuse the extension"
        if self.is_bound or allows(check_challenge, self.user, action):
            yield Kind.CHALLENGED, "Challenge the rating"
        if self.is_bound or ways(Verb.REPORT, action.status):
            yield Kind.REPORT, "Ask for a report"

    def clean(self):
        data = super().clean()
        kind = data.get("decision")
        if kind == Kind.REFUSED and "words" in data and not data["words"]:
            self.add_error("words", "Enter why the extension is refused")
        if kind == Kind.CHALLENGED and "words" in data and not data["words"]:
            self.add_error("words", "Enter the reason for the challenge")
        if kind in MISSING and "words" in data and not data["words"]:
            self.add_error("words", MISSING[kind])
        if kind == Kind.REPORT and "report_by" in data and not data["report_by"]:
            self.add_error("report_by", "Enter the date the report is due by")
        if not kind and data.get("words"):
            self.add_error("decision", "Choose the decision that this note or reason belongs to")
        if kind != Kind.REPORT and data.get("report_by"):
            self.add_error("decision", "Choose to ask for a report, or remove the date")
        return data

    @property
    def decides(self):
        """What was decided, each as the verb takes it."""
        data = self.cleaned_data
        if kind := data["decision"]:
            told = {"words": data["words"]}
            if kind in (Kind.AGREED, Kind.REFUSED):
                told["change"] = self.item.action.date_changes.filter(uuid=data["change"]).first()
            if kind == Kind.REPORT:
                told["report_by"] = data["report_by"]
            yield kind, told
        if question := data.get("question"):
            yield Kind.ASKED, {"words": question}

    def keep(self, now):
        """Records each of them; returns how many. What cannot be done as things stand is said at the item."""
        done = 0
        for kind, told in list(self.decides):
            act = {"by": self.user, "now": now, "item": self.item, "once": self.cleaned_data.get("once")}
            self.problem_field = "question" if kind == Kind.ASKED else "decision"
            before = len(self.errors)
            try:
                self.call(record_decision, **act, kind=kind, **told)
            except Refused as refusal:  # recorded by the verb
                self.add_error(self.problem_field, refusal.sentence)
            done += len(self.errors) == before
        return done


class Decisions(list):
    """The forms of all items, as the summary of errors takes them."""

    non_form_errors = ()

    @property
    def total_error_count(self):
        return sum(len(form.errors) for form in self)


def choice_of(action, request):
    """A choice of an action that waits for a decision: reference, text and the date that is asked for."""
    return action.reference, f"{action.reference} {action.text[:100]}: extension to {request.to_raw}"
