"""The pages of the plan's versions: which there are, what each holds, and what is done with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.formfields.pages import verb_page
from jarplan.reporting.document.compose import TITLE, compose, for_the_public
from jarplan.reporting.document.schema import FORMAT, UnknownFormat, from_text, to_text
from jarplan.reporting.plan_checks.checks import findings_of
from jarplan.reporting.plan_checks.run import errors, warnings
from jarplan.reporting.published.making import nudge
from jarplan.reporting.published.show import shown_plan
from jarplan.reporting.published.views import address_of
from jarplan.reporting.versions.changes import differences
from recommendations import policies
from recommendations.consultation import verbs as consultation_verbs
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.inspections.choosing import acting_on_one_plan
from recommendations.inspections.queries import not_confirmed
from recommendations.limits import OF_FIRST
from recommendations.models import PlanVersion
from recommendations.policies import may_change
from recommendations.versions import verbs as versions_verbs
from recommendations.versions.forms import ApproveForm, MakeVersionForm, PublishForm, StepOnForm, WithdrawForm
from recommendations.versions.queries import IN_HAND, all_versions, published_version, redacted
from recommendations.within import plan_of, within

State = PlanVersion.State


@require_safe
def versions(request):
    """Every version, the newest first, and by when the plan must be published."""
    plan = within(request)
    several = len(plan.shown) > 1
    published = [(one, published_version(one)) for one in plan.each()]
    context = {
        "versions": named(all_versions(plan), plan),
        "several": several,
        "published": [
            (one.one.title if several else "", address_of("latest", one), version)
            for one, version in published
        ],
        "published_of": {str(one.one.uuid) for one, version in published if version and one.one},
        "due": plan_due(clock.today(), plan),
        "may_make": any(may_change(request.user, one) for one in plan.shown or [OF_FIRST]),
    }
    return render(request, "reporting/versions/list.html", context)


def named(rows, plan):
    """(version, title of its inspection) of each; one that names none is of the first."""
    titles = {one.pk: one.title for one in (*plan.shown, *plan.gone)}
    return [(row, titles.get(row.inspection_id or plan.first, "")) for row in rows]


def plan_due(day, plan):
    """The deadlines of publishing a plan with the days left, the earliest first."""
    found = named_apart(deadlines(within=plan), plan.titles)
    return [(one, one.days_left(day)) for one in found if one.duty == "plan"]


@require_safe
def version(request, number):
    """One version: its life, its checks in numbers, and the plan that it holds."""
    row = get_object_or_404(PlanVersion.objects.select_related(*PEOPLE), number=number)
    context = {
        "version": row,
        "inspection": plan_of(row).one if within(request).is_choice else None,
        "redacted": redacted(row),
        "steps": steps_of(row) if may_change(request.user, row) else (),
    }
    try:
        content = from_text(row.content)
        found = findings_of(content, today=clock.today(), within=plan_of(row))
        context |= {**shown_plan(content), "errors": len(errors(found)), "warnings": len(warnings(found))}
    except UnknownFormat as problem:
        context["unread"] = str(problem)
    return render(request, "reporting/versions/version.html", context)


PEOPLE = ("composed_by", "approved_by", "published_by", "withdrawn_by", "meeting", "corrects")
# What may be done next with a version of a state: the address's name and the words of the button; the first is the
# one that leads on.
STEPS = {
    State.DRAFT: (("consult", "Send for consultation"), ("approve", "Record approval")),
    State.IN_CONSULTATION: (("approve", "Record approval"),),
    State.APPROVED: (("publish", "Publish version"),),
}


def steps_of(row):
    taken_back = (("withdraw", "Withdraw version"),) if row.state in (*IN_HAND, State.PUBLISHED) else ()
    return [(f"reporting:version-{name}", words) for name, words in (*STEPS.get(row.state, ()), *taken_back)]


@require_http_methods(["GET", "POST"])
@acting_on_one_plan(policies.check_versions)
def make(request, plan):
    """Freeze the plan as it stands as the next version."""
    policies.check_versions(request.user, plan.one or OF_FIRST)
    now = clock.now()
    last = all_versions(plan).first()
    initial = {"title": last.title if last else TITLE}
    form = MakeVersionForm(request.POST or None, initial=initial, within=plan)
    if form.is_valid():
        typed = form.cleaned_data
        named = typed.pop("people_named")
        content = compose(day=clock.day_of(now), now=now, people_named=named, within=plan)
        content = for_the_public(content)
        act = {"by": request.user, "now": now, "content": to_text(content), "format": FORMAT}
        if form.call(versions_verbs.make_version, **act, **typed):
            number = form.result.number
            messages.success(request, f"Version {number} has been made. This version will not change.")
            return redirect("reporting:version", number)
    content = compose(day=clock.day_of(now), now=now, within=plan)
    found = findings_of(content, today=clock.day_of(now), within=plan)
    context = {"form": form, "last": last, "errors": len(errors(found)), "warnings": len(warnings(found))}
    context["new"] = last and number_of_changes(last)
    context["not_confirmed"] = not_confirmed(request.user)
    return render(request, "reporting/versions/make.html", context, status=form.status)


def number_of_changes(row):
    """How much has changed in the plan since this version; None where that cannot be read."""
    try:
        before = from_text(row.content)
    except UnknownFormat:
        return None
    return len(differences(before, as_it_stands(row, before.people_named)))


@require_http_methods(["GET", "POST"])
def consult(request, number):
    """Send a draft to the partners."""
    row = found_for(request, number)
    form = StepOnForm(request.POST or None, initial={"version": row.version})
    verb, said = consultation_verbs.open_consultation, "The version is now in consultation."
    return stepped(request, row, form, verb, "consult", said)


@require_http_methods(["GET", "POST"])
def approve(request, number):
    """Record that a meeting approved it."""
    row = found_for(request, number)
    form = ApproveForm(
        request.POST or None, initial={"version": row.version}, day=clock.today(), within=plan_of(row)
    )
    verb, said = versions_verbs.approve_version, "The approval has been recorded."
    answer = stepped(request, row, form, verb, "approve", said)
    if answer.status_code == 302:
        nudge()  # the papers of a draft that a partner reads by a link name its state
    return answer


@require_http_methods(["GET", "POST"])
def publish(request, number):
    """Make it the plan that the public reads."""
    row = found_for(request, number)
    plan = plan_of(row)
    found = findings_of(from_text(row.content), today=clock.today(), within=plan)
    wrong = errors(found)
    form = PublishForm(request.POST or None, initial={"version": row.version}, has_errors=bool(wrong))
    more = {"findings": [finding.record for finding in found]}
    shown = {"errors": wrong, "warnings": warnings(found), "published": published_version(plan)}
    said = f"Version {number} has been published. Anyone can now read it."
    answer = stepped(request, row, form, versions_verbs.publish_version, "publish", said, more, shown)
    if answer.status_code == 302:
        nudge()
    return answer


@require_http_methods(["GET", "POST"])
def withdraw(request, number):
    """Take it back, with a reason."""
    row = found_for(request, number)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    verb, said = versions_verbs.withdraw_version, "The version has been withdrawn."
    shown = {"public_href": address_of("latest", plan_of(row))}
    return stepped(request, row, form, verb, "withdraw", said, shown=shown)


def found_for(request, number):
    """The version of that number, for somebody who may do something with it."""
    row = get_object_or_404(PlanVersion.objects.select_related(*PEOPLE), number=number)
    policies.check_versions(request.user, row)
    return row


def stepped(request, row, form, verb, template, said, more=None, shown=None):
    """Calls the verb with what was typed and goes back to the version; or shows the form again."""
    to, page = ("reporting:version", row.number), f"reporting/versions/{template}.html"
    shown = {"version": row, "problem": not_now(row, template), **(shown or {})}
    return verb_page(request, form, verb, said, to, page, shown, plan_version=row, **(more or {}))


def not_now(row, step):
    """Why this step cannot be taken with the version as it is, or nothing."""
    if f"reporting:version-{step}" in [name for name, _ in steps_of(row)]:
        return ""
    return f"This version is {row.get_state_display()}."


@require_safe
def changes(request, number):
    """What changed since the version before; with `?with=now`, what has changed in the plan since this version."""
    row = get_object_or_404(PlanVersion, number=number)
    of_one = PlanVersion.objects.filter(plan_of(row).of("plan_version"))
    earlier = of_one.filter(number__lt=number).order_by("-number").first()
    with_now = request.GET.get("with") == "now" or earlier is None
    choices = [("?with=now", "Changes since this version", with_now)]
    if earlier:
        choices.insert(0, ("?", f"Changes since version {earlier.number}", not with_now))
    context = {
        "version": row,
        "choices": choices,
        "from_what": f"version {number if with_now else earlier.number}",
        "to_what": "the plan today" if with_now else f"version {number}",
        "compare_href": compared_at(number if with_now else earlier.number, None if with_now else number),
    }
    try:
        before = from_text((row if with_now else earlier).content)
        after = as_it_stands(row, before.people_named) if with_now else from_text(row.content)
        context["differences"] = differences(before, after)
    except UnknownFormat as problem:
        context["unread"] = str(problem)
    return render(request, "reporting/versions/changes.html", context)


def compared_at(earlier, later):
    """Where the moments at which two versions were made are compared; of one and now, where `later` is None."""
    to = {"to": f"version-{later}"} if later else {}
    return f"{reverse('reporting:compare')}?{urlencode({'from': f'version-{earlier}', **to})}"


def as_it_stands(row, people_named):
    """What a version of the same plan would hold that was made now."""
    now = clock.now()
    return for_the_public(
        compose(day=clock.day_of(now), now=now, people_named=people_named, within=plan_of(row))
    )
