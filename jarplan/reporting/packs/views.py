"""The pages of packs: the draft of one, what it would be, and a pack that was made, as a page and as files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, allows
from jarplan.formfields.pages import posted, pressed, verb_page
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import policies, queries, verbs
from jarplan.reporting.packs.compose import compose_pack, plan_for
from jarplan.reporting.packs.forms import DraftForm, MakePackForm
from jarplan.reporting.packs.outline import made_of, outline
from jarplan.reporting.published.files import AGAIN, READY_WITHIN, made_once, sent
from jarplan.reporting.published.making import KINDS, made_file, nudge
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.models import Meeting
from recommendations.visibility import seen_or_404


def meeting_of(request, uuid):
    """The meeting that an address names, for whoever prepares packs for it."""
    meeting = seen_or_404(request.user, Meeting.objects.select_related("inspection"), uuid=uuid)
    policies.check_packs(request.user, meeting)
    return meeting


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request, uuid):
    """Write the draft of a meeting's pack: it begins with what the last pack said."""
    meeting = meeting_of(request, uuid)
    row = queries.draft_of(meeting)
    made = queries.last_made_for(meeting)
    known = {name: getattr(row, name) for name in DraftForm.base_fields} if row else None
    initial = known or {"version": 0, **queries.begins_with(meeting, clock.today())}
    form = DraftForm(posted(request), initial=initial)
    shown = {"meeting": meeting, "draft": row, "corrects": made}
    to, page = ("reporting:pack-preview", uuid), "reporting/packs/draft.html"
    return verb_page(
        request, form, verbs.write_pack, "The draft has been saved.", to, page, shown, meeting=meeting
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, uuid):
    """What a draft would be as a pack; make it."""
    meeting = meeting_of(request, uuid)
    row = queries.draft_of(meeting)
    if row is None:
        raise Http404("There is no draft of a pack for this meeting.")
    form = MakePackForm(posted(request))
    if request.method == "POST":
        return made(request, row, form)
    content = composed(request, row)
    text = to_text(content)
    form.initial = {"version": row.version, "seen": digest(text), "entry": content.entry}
    context = {"meeting": meeting, "draft": row, "form": form, "problem": problem_of(row, content)}
    return render(request, "reporting/packs/preview.html", context | shown(request, row, content))


def made(request, row, form):
    """Makes the pack of what was shown; else the page shows it anew, and why."""
    again = redirect("reporting:pack-preview", row.meeting.uuid)
    if not form.is_valid():
        messages.error(request, "The pack was not made. Check it again, then make it.")
        return again
    frozen = {"content": to_text(composed(request, row, form.cleaned_data["entry"])), "format": FORMAT}
    seen = {name: form.cleaned_data[name] for name in ("version", "seen")}
    said = "The pack has been made. Its files will be ready in a few minutes."
    if not pressed(request, verbs.make_pack, said, pack=row, **frozen, **seen):
        return again
    nudge()
    return redirect("reporting:pack", MeetingPack.objects.get(pk=row.pk).number)


@require_safe
def draft_file(request, uuid, kind):
    """What a draft would be as a PDF or a Word document, with "Draft" on each page: made for whoever asks for it, and
    kept nowhere."""
    meeting = meeting_of(request, uuid)
    row = queries.draft_of(meeting)
    if row is None:
        raise Http404("There is no draft of a pack for this meeting.")
    try:
        body = made_of(outline(row, composed(request, row)), kind)
    except NotMade as problem:
        context = {"draft": row, "label": KINDS[kind].label, "problem": str(problem)}
        return render(request, "reporting/packs/not_made.html", context, status=503)
    return made_once(body, kind, f"draft-pack-{meeting.held_on.isoformat()}.{kind}")


def composed(request, row, entry=None):
    day = min(row.cut_off, clock.today())
    before = queries.before(row.meeting, row.inspection)
    return compose_pack(by=request.user, pack=row, day=day, before=before, entry=entry)


def problem_of(row, content):
    """Why the draft cannot be made into a pack as it is; "" where it can."""
    try:
        policies.check_make(row, clock.today())
        policies.check_explained(row, content)
    except NotNow as problem:
        return problem.sentence
    return ""


def shown(request, row, content):
    """What the template of a paper shows; on paper each sheet says which pack it is of."""
    drawn = outline(row, content)
    request.foot = drawn["foot"].replace("\n", ". ")
    for table in (table for section in drawn["sections"] for table in section["tables"]):
        table["cells"] = [list(zip(table["head"], map(cell_of, row), strict=True)) for row in table["rows"]]
    return {"drawn": drawn}


def cell_of(cell):
    """(its first line, what follows, the key of the rating that it tells or "")"""
    if not isinstance(cell, str):
        return cell[1], "", cell[2]
    first, _, more = cell.partition("\n")
    return first, more, ""


def pack_of(request, number):
    rows = queries.packs().defer(None)
    return seen_or_404(request.user, rows, number=number)


@require_safe
def pack(request, number):
    """A pack as it was made; what has happened since is said beside it."""
    row = pack_of(request, number)
    content = queries.content_of(row)
    context = {
        "pack": row,
        "content": content,
        "moved_on": queries.moved_on(content, plan_for(row)),
        "compare_href": f"{reverse('reporting:compare')}?from={content.as_at.isoformat()}",
        "later": queries.corrected_by(row),
        "may_correct": allows(policies.check_packs, request.user, row.meeting),
    }
    return render(request, "reporting/packs/pack.html", context | shown(request, row, content))


@require_safe
def pack_file(request, number, kind):
    """A pack as a PDF or a Word document, as it was made by a process of its own."""
    row = pack_of(request, number)
    found = made_file(row, kind)
    answer = found and not found.problem and sent(request, found, f"meeting-pack-{number}.{kind}")
    if answer:
        return answer
    by = row.made_at + READY_WITHIN
    context = {
        "pack": row,
        "label": KINDS[kind].label,
        "problem": found.problem if found else "",
        "by": by if by > clock.now() else None,
    }
    response = render(request, "reporting/packs/not_made.html", context, status=503)
    if not found:
        response["Retry-After"] = AGAIN
    return response
