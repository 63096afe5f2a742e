"""The pages on which the programme office sets an action aside and takes it up again; and the table of its life."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.life import diagram, policies, verbs
from actions.life.forms import SetAsideForm, SupersedeForm
from actions.verbpages.views import act_on, action_page
from jarplan.formfields.pages import posted


def set_aside(check, verb, said, title, button, hint, form_class=SetAsideForm):
    """The page of one of these verbs, for those whom `check` allows."""

    @action_page(check)
    def page(request, action):
        form = form_class(posted(request), initial={"version": action.version})
        words = {"title": title, "button": button, "hint": hint}
        sentence = f"{action.reference} {said}."
        return act_on(request, action, form, verb, sentence, "life/set_aside", lambda action: words)

    return page


pause = set_aside(
    policies.check_pause,
    verbs.pause_action,
    "has been paused",
    "Pause this action",
    "Pause action",
    "While an action is paused, no reports, extensions or sign-offs are possible, and the action does not count as "
    "overdue or in any rating. The due date does not change.",
)
resume = set_aside(
    policies.check_resume,
    verbs.resume_action,
    "has been resumed",
    "Resume this action",
    "Resume action",
    "The action goes back to its earlier status, with the same due date. The lead can then request an extension.",
)
supersede = set_aside(
    policies.check_supersede,
    verbs.supersede_action,
    "has been superseded",
    "Supersede this action",
    "Supersede action",
    "The action leaves the plan and stays on record, with a link to its replacement.",
    SupersedeForm,
)
reinstate = set_aside(
    policies.check_reinstate,
    verbs.reinstate_action,
    "has been reinstated",
    "Reinstate this action",
    "Reinstate action",
    "The action returns to the plan with its earlier status. The replacement action does not change.",
)
decline = set_aside(
    policies.check_decline,
    verbs.decline_action,
    "has not been accepted",
    "Do not accept this action",
    "Do not accept action",
    "The action leaves the plan and stays on record with this reason. The action can be proposed again later.",
)
take_up = set_aside(
    policies.check_take_up,
    verbs.take_up_action,
    "has been proposed again",
    "Take up action again",
    "Take up action again",
    "The action becomes proposed again, and can then be agreed.",
)


@require_safe
def life(request):
    """The life of an action: every way from one status to another, drawn and as a table."""
    context = {"drawing": diagram.drawing(), "rows": diagram.numbered(), "in_place": diagram.in_place()}
    return render(request, "actions/life/life.html", context)
