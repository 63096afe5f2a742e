"""The pages of the plan's versions: which there are, what each holds, and what is done with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.reporting.planchecks import findings_of
from jarplan.reporting.plancontent import TITLE, compose, for_the_public
from jarplan.reporting.planformat import FORMAT, UnknownFormat, from_text, to_text
from jarplan.reporting.planlint import errors, warnings
from jarplan.reporting.published.show import shown_plan
from jarplan.reporting.versionchanges import differences
from recommendations import policies, versionverbs
from recommendations.models import PlanVersion
from recommendations.queries import deadlines
from recommendations.versionforms import (
    ApproveForm,
    MakeVersionForm,
    PublishForm,
    StepOnForm,
    WithdrawForm,
)
from recommendations.versions import IN_HAND, all_versions, published_version

State = PlanVersion.State


@require_safe
def versions(request):
    """Every version, the newest first, and by when the plan must be published."""
    context = {
        "versions": all_versions(),
        "published": published_version(),
        "due": plan_due(clock.today()),
        "may_change": policies.may_change(request.user),
    }
    return render(request, "versions/list.html", context)


def plan_due(day):
    """The deadlines of publishing a plan with the days left, the earliest first."""
    return [(one, one.days_left(day)) for one in deadlines() if one.duty == "plan"]


@require_safe
def version(request, number):
    """One version: its life, its checks in numbers, and the plan that it holds."""
    row = get_object_or_404(PlanVersion.objects.select_related(*PEOPLE), number=number)
    context = {
        "version": row,
        "steps": steps_of(row) if policies.may_change(request.user) else (),
    }
    try:
        content = from_text(row.content)
        found = findings_of(content, today=clock.today())
        context |= {**shown_plan(content), "errors": len(errors(found)), "warnings": len(warnings(found))}
    except UnknownFormat as problem:
        context["unread"] = str(problem)
    return render(request, "versions/version.html", context)


PEOPLE = ("composed_by", "approved_by", "published_by", "withdrawn_by", "meeting", "corrects")
# What may be done next with a version of a state: the address's name and the words of the button; the first is the
# one that leads on.
STEPS = {
    State.DRAFT: (("consult", "Send for consultation"), ("approve", "Record its approval")),
    State.IN_CONSULTATION: (("approve", "Record its approval"),),
    State.APPROVED: (("publish", "Publish it"),),
}


def steps_of(row):
    taken_back = (("withdraw", "Withdraw it"),) if row.state in (*IN_HAND, State.PUBLISHED) else ()
    return [(f"reporting:version-{name}", words) for name, words in (*STEPS.get(row.state, ()), *taken_back)]


@require_http_methods(["GET", "POST"])
def make(request):
    """Freeze the plan as it stands as the next version."""
    policies.check_versions(request.user)
    now = clock.now()
    last = all_versions().first()
    form = MakeVersionForm(request.POST or None, initial={"title": last.title if last else TITLE})
    if form.is_valid():
        typed = form.cleaned_data
        content = compose(day=clock.day_of(now), now=now, people_named=typed.pop("people_named"))
        content = for_the_public(content)
        act = {"by": request.user, "now": now, "content": to_text(content), "format": FORMAT}
        if form.call(versionverbs.make_version, **act, **typed):
            messages.success(request, f"Version {form.result.number} is made. It will never change.")
            return redirect("reporting:version", form.result.number)
    found = findings_of(compose(day=clock.day_of(now), now=now), today=clock.day_of(now))
    context = {"form": form, "last": last, "errors": len(errors(found)), "warnings": len(warnings(found))}
    context["new"] = last and number_of_changes(last)
    return render(request, "versions/make.html", context, status=form.status)


def number_of_changes(row):
    """How much has changed in the plan since this version; None where that cannot be read."""
    try:
        before = from_text(row.content)
    except UnknownFormat:
        return None
    return len(differences(before, as_it_stands(before.people_named)))


@require_http_methods(["GET", "POST"])
def consult(request, number):
    """Send a draft to the partners."""
    row = found_for(request, number)
    form = StepOnForm(request.POST or None, initial={"version": row.version})
    return stepped(
        request, row, form, versionverbs.open_consultation, "consult", "It is in consultation now."
    )


@require_http_methods(["GET", "POST"])
def approve(request, number):
    """Record that a meeting approved it."""
    row = found_for(request, number)
    form = ApproveForm(request.POST or None, initial={"version": row.version}, day=clock.today())
    return stepped(request, row, form, versionverbs.approve_version, "approve", "Its approval is recorded.")


@require_http_methods(["GET", "POST"])
def publish(request, number):
    """Make it the plan that the public reads."""
    row = found_for(request, number)
    found = findings_of(from_text(row.content), today=clock.today())
    wrong = errors(found)
    form = PublishForm(request.POST or None, initial={"version": row.version}, has_errors=bool(wrong))
    more = {"findings": [finding.record for finding in found]}
    shown = {"errors": wrong, "warnings": warnings(found), "published": published_version()}
    said = f"Version {number} is published: everybody may read it now."
    return stepped(request, row, form, versionverbs.publish_version, "publish", said, more, shown)


@require_http_methods(["GET", "POST"])
def withdraw(request, number):
    """Take it back, with a reason."""
    row = found_for(request, number)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    return stepped(request, row, form, versionverbs.withdraw_version, "withdraw", "It is withdrawn.")


def found_for(request, number):
    """The version of that number, for somebody who may do something with it."""
    row = get_object_or_404(PlanVersion.objects.select_related(*PEOPLE), number=number)
    policies.check_versions(request.user, row)
    return row


def stepped(request, row, form, verb, template, said, more=None, shown=None):
    """Calls the verb with what was typed and goes back to the version; or shows the form again."""
    act = {"by": request.user, "now": clock.now(), "plan_version": row, **(more or {})}
    if form.is_valid() and form.save(verb, **act):
        messages.success(request, said)
        return redirect("reporting:version", row.number)
    context = {"form": form, "version": row, "problem": not_now(row, template), **(shown or {})}
    return render(request, f"versions/{template}.html", context, status=form.status)


def not_now(row, step):
    """Why this step cannot be taken with the version as it is, or nothing."""
    if f"reporting:version-{step}" in [name for name, _ in steps_of(row)]:
        return ""
    return f"This version is {row.get_state_display()}."


@require_safe
def changes(request, number):
    """What changed since the version before; with `?with=now`, what has changed in the plan since this version."""
    row = get_object_or_404(PlanVersion, number=number)
    earlier = PlanVersion.objects.filter(number__lt=number).order_by("-number").first()
    with_now = request.GET.get("with") == "now" or earlier is None
    choices = [("?with=now", "What has changed in the plan since this version", with_now)]
    if earlier:
        choices.insert(0, ("?", f"What this version changed since version {earlier.number}", not with_now))
    context = {
        "version": row,
        "choices": choices,
        "from_what": f"version {number if with_now else earlier.number}",
        "to_what": "the plan as it stands now" if with_now else f"version {number}",
    }
    try:
        before = from_text((row if with_now else earlier).content)
        after = as_it_stands(before.people_named) if with_now else from_text(row.content)
        context["differences"] = differences(before, after)
    except UnknownFormat as problem:
        context["unread"] = str(problem)
    return render(request, "versions/changes.html", context)


def as_it_stands(people_named):
    """What a version would hold that was made now."""
    now = clock.now()
    return for_the_public(compose(day=clock.day_of(now), now=now, people_named=people_named))
