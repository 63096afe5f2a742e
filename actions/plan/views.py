"""The pages of the plan itself: propose, edit, withdraw and agree an action."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from actions.plan import policies, verbs
from actions.plan.content import content_of
from actions.plan.forms import ActionForm, WithdrawForm, criteria_form, criteria_initial, initial_of
from actions.reading import signatures as reading_signatures
from actions.reading.measurements import currents
from actions.reading.permission import check_way
from actions.rules.fields import FIELD
from actions.rules.lifecycle import Verb
from actions.verbpages.forms import SeenForm
from actions.verbpages.views import ACTIONS, act_on, action_page, done, last_change, show
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.formfields.pages import adds_once, posted
from recommendations.models import Recommendation
from recommendations.visibility import seen_or_404


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


@adds_once
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, reference):
    """Propose an action under a recommendation."""
    recommendation = seen_or_404(request.user, Recommendation.objects, reference=reference)
    policies.check_add(request.user, recommendation=recommendation)
    form, criteria = ActionForm(posted(request), by=request.user), criteria_form(posted(request))
    back = recommendation.get_absolute_url()
    page = {"recommendation": recommendation, "form": form, "criteria": criteria, "back": back}
    redrawn = another_criterion(request, form, criteria)
    if redrawn:
        page |= {"form": typed_again(form, by=request.user), "criteria": redrawn}
    elif all([form.is_valid(), criteria.is_valid()]):
        act = {"by": request.user, "now": clock.now(), "recommendation": recommendation}
        act |= {"once": form.cleaned_data["once"], "content": form.content(criteria)}
        if form.call(verbs.add_action, **act):
            return done(request, form.result, f"{form.result.reference} has been proposed.")
    return render(request, "actions/plan/add.html", page)


def asked(action, changes):
    """What was asked for, in words."""
    what = " and ".join(FIELD[key].label.lower() for key in changes)
    return (
        f"You have requested a change of {action.reference}: {what}. What was agreed stays as it is until somebody "
        "else has decided. Everything else has been saved."
    )


@action_page(policies.check_edit)
def edit(request, action):
    """Change what an action says."""
    before = content_of(action)
    about = {"by": request.user, "action": action, "before": before}
    form = ActionForm(posted(request), initial={**initial_of(before), "version": action.version}, **about)
    read = {str(uuid): words for uuid, words in currents(action).items()}
    criteria = criteria_form(posted(request), initial=criteria_initial(before), read=read)
    more = {"criteria": criteria, "signed": reading_signatures.live_sign_offs(action).exists()}
    more["waits"] = policies.waiting_change(action)
    more["nobody_else"] = "category" in form.fields and not policies.another_decides(request.user)
    more["may_ask_date"] = allows(check_way, request.user, action, Verb.REQUEST_EXTENSION)
    redrawn = another_criterion(request, form, criteria)
    if redrawn:
        more |= {"criteria": redrawn}
        return show(request, "plan/edit", action, typed_again(form, **about), **more)
    if all([form.is_valid(), criteria.is_valid()]):
        data, content = form.cleaned_data, form.content(criteria)
        act = {"by": request.user, "now": clock.now(), "action": action, "reason": data.get("reason", "")}
        act |= {name: data[name] for name in ("category", "wording_only") if name in data}
        changes = verbs.changes_of_agreed(action, content)
        asks = changes and "category" in data and not data["wording_only"]
        said = asked(action, changes) if asks else f"{action.reference} has been saved."
        act |= {"version": data["version"] or 0, "content": content}
        if form.check_request(changes, verbs.beyond_correction) and form.call(verbs.edit_action, **act):
            return done(request, action, said, form.changed)
        if form.conflict:
            now = ACTIONS.get(pk=action.pk)
            form.set_beside(content_of(now), content, now.version, last_change(now))
            if not form.differences:
                return done(request, action, "Somebody else has just saved the same change.")
    return show(request, "plan/edit", action, form, **more)


@action_page(policies.check_withdraw)
def withdraw(request, action):
    """Take an action out of the plan, with the reason."""
    form = WithdrawForm(posted(request), initial={"version": action.version})
    said = f"{action.reference} has been withdrawn."
    return act_on(request, action, form, verbs.withdraw_action, said, "plan/withdraw")


@action_page(policies.check_agree)
def agree(request, action):
    """Agree a proposed action: it is in the plan, and its due date is the original date for good."""
    form = SeenForm(posted(request), initial={"version": action.version})
    said = f"{action.reference} has been agreed and is now in the plan."
    return act_on(request, action, form, verbs.agree_action, said, "plan/agree")
