"""The pages of the rules of law: what is counted after which kind of inspection, and how sure we are of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.asat import day_shown, states
from jarplan.audit.errors import allows
from recommendations import policies, ruleverbs
from recommendations.models import DeadlineRule, Duty, Inspection
from recommendations.models.law import DAYS_ONE
from recommendations.ruleforms import AddRuleForm, CorrectRuleForm

WORDS = ("number", "unit", "day_one", "counted_from", "source", "wording", "certainty")


def rule_row(uuid, state):
    """A rule as the page shows it."""
    unit = dict(DeadlineRule._meta.get_field("unit").choices)[state["unit"]]
    return {
        "uuid": uuid,
        "kind": Inspection.Kind(state["inspection_kind"]).label,
        "duty": Duty(state["duty"]).label,
        "counted": f"{state['number']} {unit}",
        "day_one": dict(DAYS_ONE)[state["day_one"]],
        "counted_from": DeadlineRule.CountedFrom(state["counted_from"]).label,
        "certainty": DeadlineRule.Certainty(state["certainty"]).label,
        "source": state["source"],
        "wording": state["wording"],
    }


@require_safe
def rules(request):
    """Every rule of law, by kind of inspection."""
    _, as_at = day_shown(request)
    found = [rule_row(uuid, state) for uuid, state in states("deadline_rule", as_at).items()]
    context = {
        "rules": sorted(found, key=lambda row: (row["kind"], row["counted"])),
        "may_change": as_at is None and allows(policies.check_inspections, request.user),
    }
    return render(request, "recommendations/rules.html", context)


@require_http_methods(["GET", "POST"])
def add(request):
    """Add the rule of a duty that has none."""
    policies.check_inspections(request.user)
    form = AddRuleForm(request.POST or None)
    if form.is_valid() and form.save(ruleverbs.add_rule, by=request.user, now=clock.now()):
        messages.success(request, "The rule is added.")
        return redirect("recommendations:rule-list")
    context = {"form": form, "title": "Add a rule", "button": "Add"}
    return render(request, "recommendations/rule_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def correct(request, uuid):
    """Correct a rule, for a reason."""
    rule = get_object_or_404(DeadlineRule, uuid=uuid)
    policies.check_inspections(request.user, rule)
    initial = {"version": rule.version, **{name: getattr(rule, name) for name in WORDS}}
    form = CorrectRuleForm(request.POST or None, initial=initial)
    act = {"by": request.user, "now": clock.now(), "rule": rule}
    if form.is_valid() and form.save(ruleverbs.correct_rule, **act):
        messages.success(request, "The rule is corrected. Dates that were counted before stay as they are.")
        return redirect("recommendations:rule-list")
    about = f"{rule.get_inspection_kind_display()}: {rule.get_duty_display()}"
    context = {"form": form, "title": "Correct a rule", "about": about, "button": "Save the correction"}
    return render(request, "recommendations/rule_form.html", context, status=form.status)
