"""The pages of the rules of law: what is counted after which kind of inspection, and how sure we are of it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.pages import withdraw_page
from recommendations import policies
from recommendations.law import kinds, rule_verbs
from recommendations.law.rule_forms import AddRuleForm, CorrectRuleForm
from recommendations.law.rules import kind_in_words, rule_rows
from recommendations.limits import SHARED
from recommendations.models import DeadlineRule

TO, FORM = "recommendations:rule-list", "recommendations/form.html"
TRAIL = (("Deadlines", "recommendations:deadline-list"), ("Statutory rules", TO))
WORDS = (
    *("task", "in_force_from", "in_force_until", "number", "unit", "day_one", "counted_from", "after_duty"),
    *("source", "wording", "certainty"),
)


@require_safe
def rules(request):
    """Every rule of law, by kind of inspection."""
    _, as_at = day_shown(request)
    context = {
        "rules": rule_rows(as_at),
        "may_change": as_at is None and allows(policies.check_inspections, request.user, SHARED),
    }
    return render(request, "recommendations/law/rules.html", context)


@require_http_methods(["GET", "POST"])
def add(request):
    """Add a rule."""
    policies.check_inspections(request.user, SHARED)
    shown = {"title": "Add rule", "button": "Add rule", "trail": TRAIL}
    form = AddRuleForm(request.POST or None)
    return verb_page(request, form, rule_verbs.add_rule, "The rule has been added.", TO, FORM, shown)


@require_http_methods(["GET", "POST"])
def correct(request, uuid):
    """Correct a rule, for a reason."""
    rule = get_object_or_404(DeadlineRule, uuid=uuid)
    policies.check_inspections(request.user, rule)
    initial = {"version": rule.version, **{name: getattr(rule, name) for name in WORDS}}
    form = CorrectRuleForm(request.POST or None, initial=initial)
    said = "The rule has been corrected. Dates that have already been calculated do not change."
    about = f"{kind_in_words(rule.inspection_kind, dict(kinds.choices()))}: {rule.duty_in_words}"
    shown = {"title": "Correct rule", "about": about, "button": "Save correction", "trail": TRAIL}
    return verb_page(request, form, rule_verbs.correct_rule, said, TO, FORM, shown, rule=rule)


@require_http_methods(["GET", "POST"])
def withdraw(request, uuid):
    """Withdraw a rule that no deadline is counted by."""
    rule = get_object_or_404(DeadlineRule, uuid=uuid)
    policies.check_inspections(request.user, rule)
    return withdraw_page(request, rule, rule_verbs.withdraw_rule, to=TO)
