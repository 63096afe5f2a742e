"""The page on which a rating is challenged by those who may, and answered by its lead."""

from django.http import Http404

from actions import challenges, policies
from actions.challengeform import AnswerForm, ChallengeForm
from actions.models import Challenge
from actions.rating import computed
from actions.rounds import read_rounds
from actions.verbviews import ask_policy, done, posted, show, verb_page
from jarplan import clock
from jarplan.audit.errors import allows


@verb_page()
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
    return answer(request, action, found[0]) if found else lodge(request, action)


def lodge(request, action):
    """Say what is doubted."""
    ask_policy(request, policies.check_lodge, action)
    form = ChallengeForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        if form.save(challenges.lodge_challenge, **act):
            return done(request, action, "Your challenge is lodged. Its lead must answer.")
    day = clock.today()
    return show(request, "challenge", action, form, computed=computed(action, day, read_rounds()))


def answer(request, action, challenge):
    """Answer what is doubted."""
    ask_policy(request, policies.check_answer, challenge)
    form = AnswerForm(posted(request), initial={"challenge": challenge.uuid})
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "challenge": challenge}
        if form.call(challenges.answer_challenge, **act, answer=form.cleaned_data["answer"]):
            return done(request, action, "Your answer stands beside the challenge.")
    return show(request, "answer_challenge", action, form, challenge=challenge)
