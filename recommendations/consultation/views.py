"""The pages of consultation: who was asked about a version, one partner's question and answer, and the verbs."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.errors import allows
from jarplan.formfields.pages import verb_page
from recommendations.consultation import policies, verbs
from recommendations.consultation.forms import (
    AnswerForm,
    AskForm,
    MoveForm,
    RespondForm,
    WithdrawQuestionForm,
)
from recommendations.consultation.links import check_needs_link, link_in_use, why_ended, why_over
from recommendations.consultation.queries import (
    ROWS,
    WITHDRAWN,
    counts,
    partner_states,
    recorded_in,
    state_of,
)
from recommendations.models import PlanVersion
from recommendations.visibility import answers_seen_by

VERSIONS = PlanVersion.objects.defer("content", "record")


@require_safe
def consultation(request, number):
    """Who was asked about a version, by when, and how far each is."""
    row = get_object_or_404(VERSIONS, number=number)
    found = partner_states(row, request.user, clock.today())
    context = {
        "version": row,
        "asked": [one for one in found if one.state != WITHDRAWN],
        "taken_back": [one for one in found if one.state == WITHDRAWN],
        "counts": counts(found),
        "may_ask": row.state in policies.TO_CONSULT and allows(policies.check_ask, request.user, row),
    }
    return render(request, "recommendations/consultation/list.html", context)


@require_http_methods(["GET", "POST"])
def ask(request, number):
    """Ask partners about a version; a draft is then in consultation."""
    row = get_object_or_404(VERSIONS, number=number)
    policies.check_ask(request.user, row)
    form = AskForm(request.POST or None, initial={"version": row.version}, plan_version=row)
    shown = {"version": row, "may_ask": allows(policies.check_to_consult, row)}

    def said(asked):
        return f"{len(asked)} partner{'' if len(asked) == 1 else 's'} asked about version {number}."

    to, template = ("recommendations:consultation", number), "recommendations/consultation/ask.html"
    return verb_page(request, form, verbs.ask_partners, said, to, template, shown, plan_version=row)


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
        "may_answer": is_open and allows(policies.check_answer, user, row),
        "speaks_for": bool(policies.speaks_for(user, row)),
        "may_respond": is_open and row.answered_at and allows(policies.check_respond, user, row),
        "may_move": is_open and not row.answered_at and allows(policies.check_ask, user, row),
        **link_shown(row, user),
    }
    return render(request, "recommendations/consultation/partner.html", context)


def link_shown(row, user):
    """What the programme office is shown of the link by which a partner without an account reads the draft."""
    if not allows(policies.check_ask, user, row):
        return {}
    link = link_in_use(row)
    return {
        "links": row.links.select_related("made_by", "ended_by").order_by("-made_at", "-pk"),
        "link_in_use": link,
        "link_ended": why_ended(link, clock.today()) if link else "",
        "may_link": not why_over(row) and allows(check_needs_link, row),
    }


@require_http_methods(["GET", "POST"])
def answer(request, uuid):
    """Answer, record an answer on a partner's behalf, or correct one."""
    row = found_for(request, uuid)
    policies.check_answer(request.user, row)
    correcting = row.answered_at is not None
    names = ("version", "answer", "answered_on", "came_by") if correcting else ("version",)
    form = AnswerForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in names},
        on_behalf=not policies.speaks_for(request.user, row),
        correcting=correcting,
    )
    said = (
        ("Correct answer", "The answer has been corrected.")
        if correcting
        else ("Answer question", "The answer has been recorded.")
    )
    return acted(request, row, form, verbs.answer_question, *said, correcting=correcting)


@require_http_methods(["GET", "POST"])
def respond(request, uuid):
    """Say what was changed because of an answer, or why not."""
    row = found_for(request, uuid)
    policies.check_respond(request.user, row)
    initial = {"version": row.version, "outcome": row.outcome, "response": row.response}
    form = RespondForm(request.POST or None, initial=initial, again=row.responded_at is not None)
    return acted(request, row, form, verbs.respond, "Respond to answer", "Your response has been recorded.")


@require_http_methods(["GET", "POST"])
def move(request, uuid):
    """Give another day for the answer."""
    row = found_for(request, uuid)
    policies.check_ask(request.user, row)
    form = MoveForm(request.POST or None, initial={"version": row.version, "answer_by": row.answer_by})
    return acted(
        request, row, form, verbs.move_answer_by, "Change answer date", "The answer date has been changed."
    )


@require_http_methods(["GET", "POST"])
def withdraw_question(request, uuid):
    """Take a question back that was asked by mistake."""
    row = found_for(request, uuid)
    policies.check_ask(request.user, row)
    form = WithdrawQuestionForm(request.POST or None, initial={"version": row.version})
    said = ("Withdraw question", "The question has been withdrawn.")
    return acted(request, row, form, verbs.withdraw_question, *said)


def acted(request, row, form, verb, title, said, **shown):
    """Calls the verb with what was typed and goes back to the partner's page; or shows the form."""
    to, template = (
        ("recommendations:consultation-partner", row.uuid),
        "recommendations/consultation/form.html",
    )
    shown = {"consultation": row, "title": title, **shown}
    return verb_page(request, form, verb, said, to, template, shown, consultation=row)
