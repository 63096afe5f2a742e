"""The pages of the plan itself: propose, edit, withdraw and agree an action."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from actions import policies, services
from actions.actionform import ActionForm, criteria_form, criteria_initial, initial_of
from actions.content import content_of
from actions.forms import WithdrawForm
from actions.measures import currents
from actions.verbforms import SeenForm
from actions.verbviews import ACTIONS, done, last_change, posted, seen_again, show, verb_page
from jarplan import clock
from recommendations.models import Recommendation


def another_criterion(request, form, criteria):
    """The form drawn again with one criterion more or fewer, nothing judged yet; or None."""
    remove = request.POST.get("remove_criterion", "")
    if "add_criterion" not in request.POST and not remove:
        return None
    places = {str(place): place for place in range(len(criteria.forms))}
    typed = criteria.typed(without=places.get(remove))
    redrawn = criteria_form(initial=typed, extra=0 if remove else 1, read=criteria.read)
    redrawn.forms[-1].fields["statement"].widget.attrs["autofocus"] = True
    return redrawn


def typed_again(form, **arguments):
    """The same form with what stands in its boxes, unsent: no errors are shown yet."""
    return ActionForm(initial={name: form[name].value() for name in form.fields}, **arguments)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, reference):
    """Propose an action under a recommendation."""
    recommendation = get_object_or_404(Recommendation, reference=reference)
    policies.check_add(request.user)
    form, criteria = ActionForm(posted(request), by=request.user), criteria_form(posted(request))
    back = recommendation.get_absolute_url()
    page = {"recommendation": recommendation, "form": form, "criteria": criteria, "back": back}
    redrawn = another_criterion(request, form, criteria)
    if redrawn:
        page |= {"form": typed_again(form, by=request.user), "criteria": redrawn}
    elif all([form.is_valid(), criteria.is_valid()]):
        act = {"by": request.user, "now": clock.now(), "recommendation": recommendation}
        act |= {"once": form.cleaned_data["once"], "content": form.content(criteria)}
        if form.call(services.add_action, **act):
            return done(request, form.result, f"{form.result.reference} is proposed.")
    return render(request, "actions/add.html", page)


@verb_page(policies.check_edit)
def edit(request, action):
    """Change what an action says."""
    before = content_of(action)
    about = {"by": request.user, "action": action, "before": before}
    form = ActionForm(posted(request), initial={**initial_of(before), "version": action.version}, **about)
    read = {str(uuid): words for uuid, words in currents(action).items()}
    criteria = criteria_form(posted(request), initial=criteria_initial(before), read=read)
    more = {"criteria": criteria, "signed": policies.live_signatures(action).exists()}
    redrawn = another_criterion(request, form, criteria)
    if redrawn:
        more |= {"criteria": redrawn}
        return show(request, "edit", action, typed_again(form, **about), **more)
    if all([form.is_valid(), criteria.is_valid()]):
        data, content = form.cleaned_data, form.content(criteria)
        act = {"by": request.user, "now": clock.now(), "action": action, "reason": data.get("reason", "")}
        if form.call(services.edit_action, **act, version=data["version"] or 0, content=content):
            return done(request, action, f"{action.reference} is saved.")
        if form.conflict:
            now = ACTIONS.get(pk=action.pk)
            form.set_beside(content_of(now), content, now.version, last_change(now))
            if not form.differences:
                return done(request, action, "Somebody else has just saved the same text.")
    return show(request, "edit", action, form, **more)


@verb_page(policies.check_withdraw)
def withdraw(request, action):
    """Take an action out of the plan, with the reason."""
    form = WithdrawForm(posted(request), initial={"version": action.version})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(services.withdraw_action, **act, **form.cleaned_data):
            return done(request, action, f"{action.reference} is withdrawn.")
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            seen_again(request, action, form, version=action.version)
    return show(request, "withdraw", action, form)


@verb_page(policies.check_agree)
def agree(request, action):
    """Agree a proposed action: it is in the plan, and its due date is the original date for good."""
    form = SeenForm(posted(request), initial={"version": action.version})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.call(services.agree_action, **act, **form.cleaned_data):
            return done(request, action, f"{action.reference} is agreed, and in the plan.")
        if form.conflict:
            action = ACTIONS.get(pk=action.pk)
            seen_again(request, action, form, version=action.version)
    return show(request, "agree", action, form)
