"""The page on which a rating is challenged by those who may, and answered by its lead."""

from django.http import Http404

from actions.challenges import policies, verbs
from actions.challenges.forms import AnswerForm, ChallengeForm
from actions.models import Challenge
from actions.reading.rounds import read_rounds
from actions.rules.rating import computed
from actions.verbpages.views import act_on, action_page, ask_policy, done, show
from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.formfields.pages import adds_once, posted


@adds_once
@action_page()
def challenge(request, action):
    """Challenge a rating; for the lead, answer the challenge that waits."""
    rows = Challenge.objects.filter(action=action).select_related("action", "lodged_by")
    if "challenge" in request.POST:
        found = [one for one in rows if str(one.uuid) == request.POST["challenge"]]
        if not found:
            raise Http404("This challenge belongs to another action.")
    else:
        waiting = rows.filter(answered_at__isnull=True)
        found = [one for one in waiting if allows(policies.check_answer, request.user, one)]
    # A form to answer says which challenge; whoever may do both comes here to answer first.
    return answer(request, action, found[0]) if found else ask(request, action)


def ask(request, action):
    """Say what is doubted."""
    ask_policy(request, policies.check_challenge, action)
    form = ChallengeForm(posted(request))

    def shown(action):
        return {"computed": computed(action, clock.today(), read_rounds())}

    said = "Your challenge has been sent to the action's lead, who must answer."
    return act_on(request, action, form, verbs.raise_challenge, said, "challenges/challenge", shown)


def answer(request, action, challenge):
    """Answer what is doubted."""
    ask_policy(request, policies.check_answer, challenge)
    form = AnswerForm(posted(request), initial={"challenge": challenge.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "challenge": challenge}
        if form.call(verbs.answer_challenge, **act, answer=form.cleaned_data["answer"]):
            return done(request, action, "Your answer has been saved with the challenge.")
    return show(request, "challenges/answer", action, form, challenge=challenge)
