"""The pages on which a rating is challenged or a question asked, and on which the action's lead answers."""

from django.http import Http404

from actions.challenges import policies, verbs
from actions.challenges.forms import AnswerForm, ChallengeForm, QuestionForm
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
    # Whoever may do both comes here to answer first: no other can be lodged meanwhile.
    found = to_answer(request, action, doubts=True)
    return answer(request, action, found) if found else doubt(request, action)


@adds_once
@action_page()
def question(request, action):
    """Ask a question; for the lead, answer the oldest that waits, or the one that the address names."""
    found = to_answer(request, action, doubts=False)
    # Whoever may do both comes here to ask: a link of each question leads to its answer.
    asks = not names_one(request) and allows(policies.check_question, request.user, action)
    return answer(request, action, found) if found and not asks else ask(request, action)


def names_one(request):
    """Which challenge or question the form that was sent, or else the address, names; "" for none."""
    return request.POST.get("challenge") or request.GET.get("challenge", "")


def to_answer(request, action, doubts):
    """The challenge, or question, that is named, else the oldest that this person may answer, or None; 404 where
    this action has none like it."""
    rows = Challenge.objects.filter(action=action, doubts=doubts).select_related("action", "lodged_by")
    if named := names_one(request):
        found = [one for one in rows if str(one.uuid) == named]
        if not found:
            raise Http404("This was asked about another action.")
    else:
        waiting = rows.filter(answered_at__isnull=True)
        found = [one for one in waiting if allows(policies.check_answer, request.user, one)]
    return found[0] if found else None


def doubt(request, action):
    """Say what is doubted."""
    ask_policy(request, policies.check_challenge, action)
    form = ChallengeForm(posted(request))

    def shown(action):
        return {"computed": computed(action, clock.today(), read_rounds())}

    said = "Your challenge has been sent to the action's lead, who must answer."
    return act_on(request, action, form, verbs.raise_challenge, said, "challenges/challenge", shown)


def ask(request, action):
    """Say what is asked."""
    ask_policy(request, policies.check_question, action)
    form = QuestionForm(posted(request))
    said = "Your question has been sent to the action's lead, who must answer."
    return act_on(request, action, form, verbs.ask_question, said, "challenges/question")


def answer(request, action, challenge):
    """Answer what is doubted or asked."""
    ask_policy(request, policies.check_answer, challenge)
    form = AnswerForm(posted(request), initial={"challenge": challenge.uuid}, doubts=challenge.doubts)
    what = "challenge" if challenge.doubts else "question"
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "challenge": challenge}
        if form.call(verbs.answer_challenge, **act, answer=form.cleaned_data["answer"]):
            return done(request, action, f"Your answer has been saved with the {what}.")
    return show(request, "challenges/answer", action, form, challenge=challenge, what=what)
