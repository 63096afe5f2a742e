"""The pages of consultation: who was asked about a version, one partner's question and answer, and the verbs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.errors import allows
from recommendations import consultationpolicies as rules
from recommendations import consultationverbs as verbs
from recommendations.consultationforms import AnswerForm, AskForm, MoveForm, RespondForm, WithdrawQuestionForm
from recommendations.consultations import (
    ROWS,
    WITHDRAWN,
    answers_seen_by,
    counts,
    recorded_in,
    standings,
    state_of,
)
from recommendations.models import PlanVersion

VERSIONS = PlanVersion.objects.defer("content", "record")


@require_safe
def consultation(request, number):
    """Who was asked about a version, by when, and how far each is."""
    row = get_object_or_404(VERSIONS, number=number)
    found = standings(row, request.user, clock.today())
    context = {
        "version": row,
        "asked": [one for one in found if one.state != WITHDRAWN],
        "taken_back": [one for one in found if one.state == WITHDRAWN],
        "counts": counts(found),
        "may_ask": row.state in rules.TO_CONSULT and allows(rules.check_ask, request.user),
    }
    return render(request, "consultation/list.html", context)


@require_http_methods(["GET", "POST"])
def ask(request, number):
    """Ask partners about a version; a draft is then in consultation."""
    row = get_object_or_404(VERSIONS, number=number)
    rules.check_ask(request.user, row)
    form = AskForm(request.POST or None, initial={"version": row.version}, plan_version=row)
    act = {"by": request.user, "now": clock.now(), "plan_version": row}
    if form.is_valid() and form.save(verbs.ask_partners, **act):
        asked = len(form.result)
        messages.success(request, f"{asked} partner{'' if asked == 1 else 's'} asked about version {number}.")
        return redirect("recommendations:consultation", number)
    context = {"form": form, "version": row, "may_ask": allows(rules.check_to_consult, row)}
    return render(request, "consultation/ask.html", context, status=form.status)


def found_for(request, uuid):
    """The consultation, for somebody who may read what was said; 404 for the others."""
    return get_object_or_404(ROWS, uuid=uuid, pk__in=answers_seen_by(request.user).values("pk"))


@require_safe
def partner(request, uuid):
    """What one partner was asked, what it said and what became of it."""
    row = found_for(request, uuid)
    user = request.user
    is_open = not row.withdrawn_at and recorded_in(row) is None
    context = {
        "consultation": row,
        "state": state_of(row, clock.today()),
        "may_answer": is_open and allows(rules.check_answer, user, row),
        "speaks_for": bool(rules.speaks_for(user, row)),
        "may_respond": is_open and row.answered_at and allows(rules.check_respond, user, row),
        "may_move": is_open and not row.answered_at and allows(rules.check_ask, user),
    }
    return render(request, "consultation/partner.html", context)


@require_http_methods(["GET", "POST"])
def answer(request, uuid):
    """Answer, record an answer on a partner's behalf, or correct one."""
    row = found_for(request, uuid)
    rules.check_answer(request.user, row)
    correcting = row.answered_at is not None
    names = ("version", "answer", "answered_on", "came_by") if correcting else ("version",)
    form = AnswerForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in names},
        on_behalf=not rules.speaks_for(request.user, row),
        correcting=correcting,
    )
    said = (
        ("Correct the answer", "The answer is corrected.")
        if correcting
        else ("Answer", "The answer is recorded.")
    )
    return acted(request, row, form, verbs.answer_question, *said, correcting=correcting)


@require_http_methods(["GET", "POST"])
def respond(request, uuid):
    """Say what was changed because of an answer, or why not."""
    row = found_for(request, uuid)
    rules.check_respond(request.user, row)
    initial = {"version": row.version, "outcome": row.outcome, "response": row.response}
    form = RespondForm(request.POST or None, initial=initial, again=row.responded_at is not None)
    return acted(request, row, form, verbs.respond, "Respond to the answer", "Your response is recorded.")


@require_http_methods(["GET", "POST"])
def move(request, uuid):
    """Give another day for the answer."""
    row = found_for(request, uuid)
    rules.check_ask(request.user, row)
    form = MoveForm(request.POST or None, initial={"version": row.version, "answer_by": row.answer_by})
    return acted(request, row, form, verbs.move_answer_by, "Move the day", "The day is moved.")


@require_http_methods(["GET", "POST"])
def take_back(request, uuid):
    """Take a question back that was asked by mistake."""
    row = found_for(request, uuid)
    rules.check_ask(request.user, row)
    form = WithdrawQuestionForm(request.POST or None, initial={"version": row.version})
    said = ("Take the question back", "The question is taken back.")
    return acted(request, row, form, verbs.withdraw_question, *said)


def acted(request, row, form, verb, title, said, **shown):
    """Calls the verb with what was typed and goes back to the partner's page; or shows the form."""
    if form.is_valid() and form.save(verb, by=request.user, now=clock.now(), consultation=row):
        messages.success(request, said)
        return redirect("recommendations:consultation-partner", row.uuid)
    context = {"form": form, "consultation": row, "title": title, **shown}
    return render(request, "consultation/form.html", context, status=form.status)
