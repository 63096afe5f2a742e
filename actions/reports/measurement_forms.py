"""What is typed about the success criteria in a report: for each, where it stands, on which day, and how that is
known. Drawn inside the report's own form by templates/actions/reports/measurement_fields.html.
"""

from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator

from actions.reading.evidence import evidence_that_counts
from actions.reading.measurements import measured_by_criterion
from actions.reports.measurements import Taken
from actions.rules.trajectory import is_measured, number_of
from actions.verbpages.forms import ActionVerbForm
from jarplan.clock import day_of
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import LineField, ReasonField

NOTHING, MET, NOT_MET = "", "met", "not met"
ANSWERS = [(NOTHING, "No new figure"), (MET, "Met"), (NOT_MET, "Not met yet")]


class MeasurementForm(AsksAboutDates):
    """A reading of one criterion; left empty it is none. A measured one asks for a number, a plain statement whether
    it is met, and for what else is counted.
    """

    value = LineField(
        label="Figure", max_length=100, required=False, sometimes_needed=True, css_class="width-10"
    )
    met = forms.ChoiceField(
        label="Is the criterion met?", choices=ANSWERS, widget=forms.RadioSelect, required=False
    )
    on = DateBoxesField(label="Date of the figure", what="the date of the figure", required=False)
    source = LineField(
        label="Source",
        max_length=300,
        required=False,
        sometimes_needed=True,
        help_text="For example the case audit or the team’s weekly return. Do not name a child.",
    )
    evidence = forms.TypedChoiceField(
        label="Or evidence that shows this", coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, data=None, *, criterion, last, day, shown=(), initial=None):
        """`last`: the Stand of the latest reading, or None; `shown`: the evidence that stands."""
        self.start = {"on": day, "source": last.source if last else "", "evidence": ""} | (initial or {})
        super().__init__(data, prefix=f"reading-{criterion.uuid.hex}", initial=self.start)
        self.criterion, self.last, self.day = criterion, last, day
        self.fields["evidence"].sometimes_needed = True
        self.fields["evidence"].choices = [("", "None"), *[(one.uuid, in_short(one)) for one in shown]]
        if not shown:
            del self.fields["evidence"]
        self.is_measured = is_measured(criterion)
        for name in ("met", "on"):
            self.fields[name].sometimes_needed = True
        if self.is_measured:
            del self.fields["met"]
        elif not (criterion.unit or criterion.target or criterion.baseline):
            del self.fields["value"]
        if "value" in self.fields:
            self.fields["value"].help_text = self.hint()

    def hint(self):
        """What the reading is counted in, and what it was last time."""
        words = [f"Unit: {self.criterion.unit}."] if self.criterion.unit else []
        words += [f"Target: {self.criterion.target}."] if self.criterion.target else []
        if self.last:
            words.append(f"Last figure: {self.last.words}, {date_format(self.last.on, 'j F Y')}.")
        return " ".join(words)

    @property
    def is_known_before(self):
        """Whether the page says already where it is known from: only a reading from elsewhere says more."""
        return bool(self.start["source"] or self.start["evidence"])

    @property
    def is_folded(self):
        """Whether the boxes that are filled in beforehand may be folded away: nothing in them is wrong or changed."""
        names = ["on", *(["source", "evidence"] if self.is_known_before else [])]
        return not any(self.errors.get(name) or self.differs(name) for name in names if name in self.fields)

    def differs(self, name):
        """Whether a box, or a draft of it, says something else than was filled in."""
        begun, value = self.start[name], self[name].value()
        return value != begun and self.fields[name].has_changed(begun, value)

    @property
    def is_empty(self):
        """Whether nothing was read: a day or a source alone says nothing."""
        data = self.cleaned_data
        return not data.get("value") and not data.get("met")

    def asked_about(self):
        """The date says nothing where no figure is given."""
        return [] if self.is_empty else super().asked_about()

    def clean(self):
        data = super().clean()
        if self.errors or self.is_empty:
            # A day that was typed wrongly beside no reading is no reason to send the report back.
            if self.is_empty and "value" not in self.errors and "met" not in self.errors:
                self.errors.clear()
            return data
        of = f"for “{Truncator(self.criterion.statement).chars(60)}”"
        if self.is_measured and number_of(data["value"]) is None:
            self.add_error("value", f"Enter the figure {of} as a number, like 61 or 61.5")
        if not data.get("on"):
            self.add_error("on", f"Enter the date of the figure {of}")
        elif data["on"] > self.day:
            self.add_error("on", f"The date of the figure {of} must be today or in the past")
        if not data.get("source") and not data.get("evidence"):
            also = ", or choose evidence that shows it" if "evidence" in self.fields else ""
            self.add_error("source", f"Enter the source of the figure {of}{also}")
        return data

    @property
    def taken(self):
        """The Taken that was typed, or None."""
        if self.is_empty:
            return None
        data = self.cleaned_data
        met = {MET: True, NOT_MET: False}.get(data.get("met", NOTHING))
        evidence = data.get("evidence")
        return Taken(self.criterion.uuid, data.get("value", ""), met, data["on"], data["source"], evidence)


def in_short(evidence):
    """A piece of evidence in a list to choose from."""
    return f"{Truncator(evidence.shows).chars(60)} ({date_format(day_of(evidence.attached_at), 'j F Y')})"


class MeasurementForms:
    """The forms of all criteria of an action, named by the criterion, so that a draft or a page that was opened
    before finds its own again. To a template it is like a formset.
    """

    def __init__(self, data=None, *, action, day, corrects=None):
        measured = measured_by_criterion(action)
        again, shown = {}, list(evidence_that_counts(action))
        for row in corrects.readings.all() if corrects else ():
            met = {True: MET, False: NOT_MET}.get(row.met, NOTHING)
            said = {"value": row.value, "met": met, "on": row.on, "source": row.source}
            again[row.criterion_id] = said | {"evidence": row.evidence.uuid if row.evidence in shown else ""}
        self.forms = [
            MeasurementForm(
                data,
                criterion=criterion,
                last=(measured.get(criterion.uuid) or [None])[-1],
                day=day,
                shown=shown,
                initial=again.get(criterion.pk),
            )
            for criterion in action.criteria.all()
        ]

    def __iter__(self):
        return iter(self.forms)

    def __len__(self):
        return len(self.forms)

    def is_valid(self):
        return not self.total_error_count

    @property
    def total_error_count(self):
        return sum(len(form.errors) for form in self.forms)

    def non_form_errors(self):
        return []

    def taken(self):
        """The readings that were typed, for readings.write()."""
        return [form.taken for form in self.forms if form.taken]


class WithdrawMeasurementForm(ActionVerbForm):
    """Why a reading no longer counts."""

    reason = ReasonField("Reason for withdrawing the measurement", max_length=1000)
