"""The page of a draft's questions: twenty at a time, those that are open and those that were answered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.imports.counting import counted
from actions.imports.drafts.answering import take_answers
from actions.imports.pages.access import of_own_draft, refused
from actions.imports.pages.answer_form import AnswersForm, in_order, proposal_of
from jarplan import clock
from jarplan.audit.errors import NotNow

PER_PAGE = 20
NOTHING_SAID = "Answer at least one question."


@require_http_methods(["GET", "POST"])
@of_own_draft
def questions(request, draft):
    """The questions of a draft; saving reads the file again with the answers."""
    if request.method == "GET":
        return questions_page(request, draft)
    form = AnswersForm(request.POST, draft=draft, questions=asked(draft, request.POST.getlist("asked")))
    if not form.is_valid():
        return questions_page(request, draft, form)
    answered = {one["key"] for one in draft.understood["answers"]}
    again = [key for key in request.POST.getlist("again") if key in answered]
    said = {key: one for key, one in all_said(request, draft, form).items() if key not in again}
    if not said and not again:
        form.add_error(None, NOTHING_SAID)
        return questions_page(request, draft, form)
    who = {"by": request.user, "now": clock.now(), "version": form.cleaned_data["version"]}
    try:
        draft, wrong = take_answers(**who, draft=draft, said=said, again=again)
    except NotNow as error:
        return refused(request, draft, form, error, questions_page)
    if wrong:
        form.see(draft.version)
        form.not_understood(wrong)
        return questions_page(request, draft, form)
    messages.success(request, what_was_saved(draft, said, again))
    return redirect(
        "imports:questions" if draft.understood["questions"] else "imports:detail", uuid=draft.uuid
    )


def asked(draft, keys):
    """The questions of a form that was sent, as they are asked now, in its order."""
    known = {one["key"]: one for one in [*draft.understood["questions"], *draft.understood["answers"]]}
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def all_said(request, draft, form):
    """The answers of the form, and where that was the button, the proposals of all other open questions."""
    if "every" not in request.POST:
        return form.said
    proposed = {one["key"]: proposal_of(one) for one in draft.understood["questions"]}
    return {key: {"choice": value, "text": ""} for key, value in proposed.items() if value} | form.said


def what_was_saved(draft, said, again):
    left = len(draft.understood["questions"])
    done = f"{counted(len(said), 'answer')} saved." if said or not again else "You can now change the answer."
    if not left:
        return f"{done} All questions are answered."
    return f"{done} {counted(left, 'question')} {'is' if left == 1 else 'are'} still unanswered."


def questions_page(request, draft, form=None):
    """One page of questions, or those of a form that was sent and is shown again."""
    answered = request.GET.get("show") == "answered"
    found = in_order(draft.understood["answers"] if answered else draft.understood["questions"])
    page = Paginator(found, PER_PAGE).get_page(page_wanted(request, found))
    context = {
        "draft": draft,
        "form": form or AnswersForm(draft=draft, questions=page.object_list),
        "page_obj": None if form else page,
        "answered": answered,
        "open_count": len(draft.understood["questions"]),
        "answered_count": len(draft.understood["answers"]),
        "proposals": sum(bool(proposal_of(one)) for one in draft.understood["questions"]),
    }
    return render(request, "actions/imports/questions.html", context)


def page_wanted(request, found):
    """The page that was asked for, by its number or by a question on it."""
    keys = [one["key"] for one in found]
    wanted = request.GET.get("ask")
    return keys.index(wanted) // PER_PAGE + 1 if wanted in keys else request.GET.get("page")
