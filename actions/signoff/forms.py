"""What is typed about delivery, sign-off and the follow-up review: what is declared of each success criterion,
checked by its signers, and answered to what the record says against the claim.
"""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import Truncator

from actions.rules.claims import Declared, Outcome, Point, Standing, points_against, points_of_action
from actions.rules.lifecycle import Awaiting
from actions.verbpages.forms import ActionVerbForm, SeenForm, meeting_field
from jarplan.dates import in_full
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.text import ParagraphsField, ReasonField

LONGEST_REASON = 2000


@dataclass(frozen=True)
class CriterionBoxes:
    """The boxes of a form about one success criterion, and what the record and the claim say of it."""

    standing: Standing
    boxes: tuple[BoundField, ...]
    declared: Declared | None = None
    evidence: tuple[str, ...] = ()  # what it is said to be shown by, in words

    @property
    def outcome(self):
        """What was declared, in words."""
        return Outcome(self.declared.outcome).label if self.declared else ""


class AnswersPoints(forms.Form):
    """Asks for an answer to each point that the record says against a claim."""

    points_title = "What the record says against this"
    points_hint = ""

    def ask_for_answers(self, points, *, required=True):
        """Puts a box for each of these points onto the form."""
        self.points = tuple(points)
        for one in self.points:
            self.fields[answer_name(one)] = ParagraphsField(
                label=one.sentence,
                max_length=LONGEST_REASON,
                rows=2,
                required=required,
                sometimes_needed=not required,
                error_messages={"required": f"Answer this point: {Truncator(one.sentence).chars(120)}"},
            )

    @property
    def answer_boxes(self):
        return [self[answer_name(one)] for one in self.points]

    @property
    def answers(self):
        """{key of a point: the answer that was typed}."""
        return {one.key: self.cleaned_data.get(answer_name(one), "") for one in self.points}


def answer_name(point: Point):
    return f"answer-{point.key}"


def of_criterion(kind, standing):
    """The name of the box of this kind about one criterion."""
    return f"{kind}-{standing.uuid}"


class DeliverForm(AnswersPoints, SeenForm):
    """The claim that an action is done: what is declared of each success criterion, and why it is made all the same
    where the record says something against it. `record`: the Record of today."""

    points_hint = (
        "Say why the action counts as delivered all the same, or put the record right first. Your answers are shown "
        "to whoever signs off, and wherever the rating is shown."
    )

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        pieces = [
            (one.uuid, f"{Truncator(one.shows).chars(80)} ({in_full(one.on)})") for one in record.evidence
        ]
        for one in record.criteria:
            self.fields[of_criterion("outcome", one)] = forms.ChoiceField(
                label="Is the criterion met?",
                choices=Outcome.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether “{Truncator(one.statement).chars(60)}” is met"},
            )
            if pieces:
                self.fields[of_criterion("evidence", one)] = forms.MultipleChoiceField(
                    label="Evidence that shows this",
                    choices=pieces,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    initial=list(one.evidence),
                )
            self.fields[of_criterion("why", one)] = ParagraphsField(
                label="Reason",
                max_length=LONGEST_REASON,
                rows=2,
                required=False,
                sometimes_needed=True,
                help_text="Needed if the criterion is not met in full, cannot be measured, or is not shown to be met "
                "by a measurement and evidence.",
            )
        self.ask_for_answers(points_of_action(record))

    @property
    def criteria(self):
        """The CriterionBoxes of each criterion, in their order."""
        kinds = ("outcome", "evidence", "why")
        return [
            CriterionBoxes(
                one, tuple(self[name] for kind in kinds if (name := of_criterion(kind, one)) in self.fields)
            )
            for one in self.record.criteria
        ]

    def clean(self):
        data = super().clean()
        declared = {
            one.uuid: Declared(
                outcome,
                data.get(of_criterion("why", one), ""),
                tuple(data.get(of_criterion("evidence", one), ())),
            )
            for one in self.record.criteria
            if (outcome := data.get(of_criterion("outcome", one)))
        }
        for point in points_against(self.record, declared):
            said = declared.get(point.criterion)
            name = f"why-{point.criterion}"
            if said and not said.why and name not in self.errors:
                self.add_error(name, f"Give the reason. {point.sentence}")
        answers = {one.key: data.get(answer_name(one), "") for one in self.points}
        return {"version": data.get("version"), "declared": declared, "answers": answers}


class SignForm(AnswersPoints, ActionVerbForm):
    """A signature or a return; `seen` is the digest of what stood on the page. Whoever signs confirms or doubts what
    is claimed of each success criterion, and answers what has come up since (`points`)."""

    CONFIRM, DOUBT = "confirm", "doubt"
    points_title = "If you sign off: what the record says against this"
    points_hint = "Nobody has answered this yet. Say why you sign off all the same, or return the action."

    SIGN, RETURN = "sign", "return"

    seen = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Read what is shown above, then save your decision"},
    )
    decision = forms.ChoiceField(
        label="Your decision",
        choices=[
            (SIGN, "Sign off: the action is done, as shown above"),
            (RETURN, "Return the action to its lead"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to sign off or return the action"},
    )
    reason = ParagraphsField(
        label="Reason for returning",
        max_length=2000,
        rows=4,
        required=False,
        sometimes_needed=True,
        help_text="Only needed if you return the action. Say what is missing, so that the lead knows what to do.",
    )
    meeting = meeting_field("Meeting", "The meeting that considered the action, if there was one.")

    def __init__(self, *args, action, record, declared, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.record, self.declared = record, declared
        if action.awaiting != Awaiting.BOARD:
            del self.fields["meeting"]
        for one in record.criteria:
            self.fields[of_criterion("check", one)] = forms.ChoiceField(
                label="Do you confirm this?",
                choices=[(self.CONFIRM, "Yes, I confirm what is claimed"), (self.DOUBT, "No, I doubt it")],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[of_criterion("check", one)].sometimes_needed = True
            self.fields[of_criterion("doubt", one)] = ParagraphsField(
                label="Why you doubt this",
                max_length=LONGEST_REASON,
                rows=2,
                required=False,
                sometimes_needed=True,
                help_text="Only needed if you doubt it. The action will be shown as blue with criteria unproven.",
            )
        self.ask_for_answers(points, required=False)

    @property
    def criteria(self):
        """The CriterionBoxes of each criterion, in their order."""
        shows = {one.uuid: one.shows for one in self.record.evidence}
        return [
            CriterionBoxes(
                one,
                (self[of_criterion("check", one)], self[of_criterion("doubt", one)]),
                said := self.declared.get(one.uuid),
                tuple(shows[uuid] for uuid in (said.evidence if said else one.evidence) if uuid in shows),
            )
            for one in self.record.criteria
        ]

    @property
    def doubts(self):
        """{UUID of a criterion: None where it is confirmed, else why it is doubted}."""
        data = self.cleaned_data
        return {
            one.uuid: data[of_criterion("doubt", one)]
            if data[of_criterion("check", one)] == self.DOUBT
            else None
            for one in self.record.criteria
        }

    def check_criteria(self, data):
        """Says what is missing of the criteria, where it is signed off."""
        for one in self.record.criteria:
            check, doubt = of_criterion("check", one), of_criterion("doubt", one)
            short = Truncator(one.statement).chars(60)
            if check not in self.errors and not data.get(check):
                self.add_error(check, f"Choose whether you confirm or doubt “{short}”")
            if data.get(check) == self.DOUBT and doubt in data and not data[doubt]:
                self.add_error(doubt, f"Enter why you doubt “{short}”")
            if data.get(check) != self.DOUBT and data.get(doubt):
                self.add_error(doubt, f"Remove the reason, or choose that you doubt “{short}”")

    def clean(self):
        data = super().clean()
        if data.get("decision") == self.SIGN:
            self.check_criteria(data)
            # A criterion that is doubted is answered by the doubt.
            doubted = {
                one.uuid for one in self.record.criteria if data.get(of_criterion("check", one)) == self.DOUBT
            }
            for one in self.points:
                name = answer_name(one)
                if name in data and not data[name] and one.criterion not in doubted:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if data.get("decision") == self.RETURN and "reason" in data and not data["reason"]:
            self.add_error("reason", "Enter the reason for returning, so that the lead knows what to do")
        if data.get("decision") == self.SIGN and data.get("reason"):
            self.add_error(
                "reason",
                "A reason is only kept with a return. Remove the reason, or return the action to its lead",
            )
        return data


class WithdrawSignOffForm(ActionVerbForm):
    """Why a signature is taken back."""

    reason = ReasonField(
        "Reason for withdrawing the sign-off",
        rows=5,
        help_text="The reason stays on record with the sign-off.",
    )


class ReviewForm(AnswersPoints, SeenForm):
    """Whether what was signed off still holds, and what is seen of it; and answers to the `points` that nobody has
    answered, as the action stays blue either way."""

    points_hint = "The action stays blue, so say why. Your answers are shown wherever the rating is shown."

    HELD, NOT_YET = "held", "not yet"

    outcome = forms.ChoiceField(
        label="Is the action embedded?",
        choices=[
            (HELD, "Yes: what was delivered still holds, and the change has lasted"),
            (NOT_YET, "Not yet"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the action is embedded"},
    )
    effect = ReasonField(
        "Effect seen",
        max_length=4000,
        rows=5,
        help_text="Who is better off, and how we know. Do not name a child.",
    )
    next_on = DateBoxesField(
        label="Date of the next follow-up review",
        what="the date of the next follow-up review",
        required=False,
        help_text="Only needed if the action is not embedded yet. For example 30 9 2009.",
    )
    meeting = meeting_field("Meeting", "The meeting that considered the review, if there was one.")

    def __init__(self, *args, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_on"].sometimes_needed = True
        self.ask_for_answers(points)

    @property
    def own_boxes(self):
        """The boxes about the review itself."""
        return [self[name] for name in self.base_fields if name != "version"]

    @property
    def held(self):
        return self.cleaned_data["outcome"] == self.HELD

    def clean(self):
        data = super().clean()
        if data.get("outcome") == self.NOT_YET and "next_on" in data and not data["next_on"]:
            self.add_error("next_on", "Enter the date of the next follow-up review")
        return data
