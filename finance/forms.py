"""What is typed into this room's forms. Whether it may be done is asked in policies, by the verbs."""

from django import forms

from finance.models import CostFigure, CostLine, CostRevision
from jarplan.formfields.text import ParagraphsField
from jarplan.formfields.verbs import OnceForm


class ReviseForm(OnceForm):
    """A revised forecast or an actual of one line in one period."""

    line = forms.TypedChoiceField(coerce=int, label="Cost line")
    period = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect, label="Period")
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label.capitalize()) for kind in CostRevision.Kind],
        widget=forms.RadioSelect,
        label="Type of figure",
    )
    amount = forms.DecimalField(
        min_value=0,
        max_digits=12,
        decimal_places=3,
        label="New figure, in thousands of pounds",
        help_text="For example 425.5 for £425,500. Enter the whole figure, not the change.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-10"}),
    )
    reason = ParagraphsField(
        max_length=500,
        label="Reason",
        help_text="For example: the pay award was higher than forecast.",
        rows=3,
    )

    def __init__(self, *args, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        lines = table.lines.filter(kind=CostLine.Kind.LINE).values_list("order", "label")
        self.fields["line"].choices = [("", "Select a cost line"), *lines]
        self.fields["period"].choices = table.periods.filter(is_total=False).values_list("order", "label")

    def save(self, verb, **arguments):
        """Calls the verb with what was typed; False where it refuses for now, the sentence on the form."""
        typed = dict(self.cleaned_data)
        figure = CostFigure.objects.select_related("line__table", "period").get(
            line__table=self.table, line__order=typed.pop("line"), period__order=typed.pop("period")
        )
        return self.call(verb, figure=figure, **typed, **arguments)
