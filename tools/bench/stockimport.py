"""What an afternoon with django-import-export gives: a ModelResource of Action that its admin would import with,
first as a dry run, then in earnest. It writes the same rows as ours, without events, questions or checks.
"""

import re

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget, ForeignKeyWidget

from actions.models import Action, Lead, SuccessCriterion, SupportingPartner
from jarplan.dates import in_full
from jarplan.people.models import Organisation, Post
from recommendations.models import Recommendation


class StockActions(ModelResource):
    """One row, one action by its reference, with its lead, partners and criteria."""

    reference = Field("reference", "Action ref")
    recommendation = Field("recommendation", "Rec no", ForeignKeyWidget(Recommendation, "order"))
    text = Field("text", "Action")
    resources = Field("resources", "Resources / cost")
    start_latest = Field("start_latest", "Start date", DateWidget("%Y-%m-%d"))
    due_latest = Field("due_latest", "Target date", DateWidget("%Y-%m-%d"))

    class Meta:
        model = Action
        import_id_fields = ("reference",)
        fields = ("reference", "recommendation", "text", "resources", "start_latest", "due_latest")
        skip_unchanged = True
        use_transactions = True

    def before_save_instance(self, instance, row, **kwargs):
        instance.plan_order = int(row["Rec no"]) * 100_000 + int(row["Action ref"].rpartition(".")[2])
        for end in ("start", "due"):
            day = getattr(instance, f"{end}_latest")
            setattr(instance, f"{end}_raw", in_full(day))
            setattr(instance, f"{end}_earliest", day)
            setattr(instance, f"{end}_precision", "day")

    def after_save_instance(self, instance, row, **kwargs):
        organisation, _new = Organisation.objects.get_or_create(name=row["Lead agency"])
        post, _new = Post.objects.get_or_create(title=row["Lead officer"], organisation=organisation)
        Lead.objects.get_or_create(action=instance, post=post, defaults={"accountable": True})
        for name in parts_of(row["Partners"]):
            known = Organisation.objects.filter(name=name).first()
            SupportingPartner.objects.get_or_create(
                action=instance, name=name, defaults={"organisation": known}
            )
        for order, statement in enumerate(parts_of(row["Success criteria"]), start=1):
            SuccessCriterion.objects.get_or_create(
                action=instance, order=order, defaults={"statement": statement}
            )


class BareActions(StockActions):
    """The same without lead, partners and criteria: what the stock admin does before anybody writes code for them."""

    def after_save_instance(self, instance, row, **kwargs):
        pass


def parts_of(text):
    return [part for part in re.split(r"\s*;\s*", text or "") if part]
