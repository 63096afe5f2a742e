"""The pages of progress by spreadsheet: download the round's return, upload it, check it, send it; and
what was sent."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions.imports.counting import counted
from actions.imports.drafts.verbs import drafts_of, remove_expired, what_became_of
from actions.imports.shown import PER_PAGE
from actions.models import ImportDraft, ProgressReturn
from actions.reading.deputies import without_signer
from actions.reading.rounds import read_rounds
from actions.reading.visibility import returns_of
from actions.returns import policies
from actions.returns.book import return_book
from actions.returns.forms import ConfirmReturnForm, ReturnFileForm
from actions.returns.queries import MINE, OURS, organisations_owing, owed_by, owed_of, with_parts
from actions.returns.shown import CORRECTED, SENT, WORDS, with_label
from actions.returns.understanding import ASKED, EMPTY, READY, REFUSED, SAME
from actions.returns.verbs import behalf_of, cancel_return, keep_return, send_return
from actions.verbpages.forms import SeenForm
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.files.verbs import file_response
from jarplan.formfields.pages import posted, pressed
from jarplan.people.models import Organisation
from jarplan.people.roles import Role
from jarplan.spreadsheets.writing import XLSX
from recommendations.within import within

SHOWN = 20  # sent returns on the first page


class Owed:
    """Whose reports are owed on a day, for who looks: `round` is None where there is none to report in."""

    def __init__(self, request, organisation=None):
        self.user, self.day, self.within = request.user, clock.today(), within(request)
        self.rounds, self.organisation = read_rounds(), organisation
        self.round = self.rounds.current(self.day)

    def rows(self, of):
        """The actions of one choice of the page."""
        about = (self.day, self.rounds, self.within)
        if self.organisation:
            return owed_of(self.user, Role.PROGRAMME, self.organisation, *about)
        if of == OURS:
            return owed_of(self.user, Role.OFFICER, self.user.organisation, *about)
        return owed_by(self.user, *about)

    @property
    def choices(self):
        """(address of the download, whose they are, how many) of each that there is."""
        if self.round is None:
            return []
        found, address = [], reverse("returns:workbook")
        if self.organisation:
            address = reverse("returns:partner-workbook", args=[self.organisation.uuid])
            found = [(address, f"Actions led by {self.organisation}", "")]
        elif self.is_officer:
            found = [
                (f"{address}?of={MINE}", "Your actions", MINE),
                (f"{address}?of={OURS}", f"All actions led by {self.user.organisation}", OURS),
            ]
        return [(href, words, self.rows(of).count()) for href, words, of in found]

    @property
    def is_officer(self):
        return self.user.has_role(Role.OFFICER) and self.user.organisation_id is not None

    @property
    def partners(self):
        """The organisations that the programme office may bring a return for."""
        if self.organisation or self.round is None or not self.user.has_role(Role.PROGRAMME):
            return []
        return organisations_owing(self.user, self.day, self.rounds, self.within)


@require_http_methods(["GET", "POST"])
def start(request):
    """Download the return, upload it; what waits, and what was sent."""
    policies.check_return(request.user)
    return start_page(request)


@require_http_methods(["GET", "POST"])
def partner(request, uuid):
    """The same for an organisation whose return the programme office sends out, and uploads for somebody of it."""
    return start_page(request, partner_of(request, uuid))


def partner_of(request, uuid):
    """The organisation that the programme office brings a return for; 404 where there is none such."""
    organisation = get_object_or_404(Organisation, uuid=uuid)
    policies.check_return_for(request.user)
    return organisation


def start_page(request, organisation=None):
    remove_expired()
    about = {"by": request.user, "organisation": organisation}
    form = ReturnFileForm(posted(request), request.FILES or None, **about)
    if form.is_bound and form.is_valid():
        try:
            return brought(request, form)
        except NotNow as problem:
            form.add_error("file", problem.sentence)
    sent = returns_of(request.user).select_related("file", "round", "confirmed_by", "for_person")
    if organisation:
        sent = sent.filter(for_organisation=organisation)
    shown = {
        "form": form,
        "owed": Owed(request, organisation),
        "organisation": organisation,
        "needs_deputy": organisation and without_signer().filter(pk=organisation.pk).exists(),
        "drafts": drafts_of(request.user, ImportDraft.Kind.RETURN).defer("rows"),
        "sent": sent[:SHOWN],
    }
    return render(request, "actions/returns/start.html", shown)


def brought(request, form):
    """What comes of a return that could be read: a draft, or a page that says that there is nothing in it
    to send."""
    upload = form.cleaned_data["file"]
    who = {"by": request.user, "now": clock.now()}
    draft = keep_return(**who, upload=upload, rows=form.rows, behalf=form.behalf)
    counts = draft.understood["counts"]
    if any(counts.get(one) for one in (READY, ASKED, REFUSED)):
        return redirect("returns:detail", uuid=draft.uuid)
    cancel_return(**who, draft=draft, version=draft.version)
    shown = {"name": upload.name, "same": counts.get(SAME, 0), "empty": counts.get(EMPTY, 0)}
    return render(request, "actions/returns/nothing.html", shown)


@require_GET
def workbook(request):
    """The return to fill in: of one's own actions, or of all that one's organisation leads."""
    policies.check_return(request.user)
    of = request.GET.get("of", MINE)
    if of not in (MINE, OURS):
        raise Http404("There is no such return.")
    owed = Owed(request)
    whose = request.user.organisation if of == OURS else request.user
    return handed_out(request, owed, whose, owed.rows(of) if owed.is_officer else ())


@require_GET
def partner_workbook(request, uuid):
    """The return of a partner."""
    owed = Owed(request, partner_of(request, uuid))
    return handed_out(request, owed, owed.organisation, owed.rows(OURS))


def handed_out(request, owed, whose, rows):
    """The return of these actions as a download, or a page that says that no report is due on them."""
    actions = list(with_parts(rows)) if owed.round and rows else []
    if not actions:
        return render(request, "actions/returns/none.html")
    content = return_book(owed.round, str(whose), actions, owed.day)
    name = f"return for {owed.round} {whose}.xlsx".replace("/", "-")
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=XLSX)


@require_GET
def detail(request, uuid):
    """What a return would send, or what it sent."""
    draft = drafts_of(request.user, ImportDraft.Kind.RETURN).filter(uuid=uuid).first()
    if draft is not None:
        return preview_page(request, draft, ConfirmReturnForm(draft=draft))
    return record_page(request, the_return(request.user, uuid))


def the_return(user, uuid):
    """A return that was sent and that this person may open; 404 for any other."""
    rows = ProgressReturn.objects.filter(pk__in=returns_of(user).values("pk"))
    people = ("file", "round", "confirmed_by", "for_person", "for_organisation")
    return get_object_or_404(rows.select_related(*people), uuid=uuid)


def preview_page(request, draft, form):
    """What each row of a draft would become."""
    round = read_rounds().find(draft.understood["round"])
    shown = {
        "draft": draft,
        "form": form,
        "page_obj": page_of(request, form.others),
        "behalf": behalf_of(draft),
        "round": round,
        "counts": in_words(draft.understood["counts"]),
        "late": round is not None and round.is_closed(clock.today()),
    }
    return render(request, "actions/returns/draft.html", shown, status=form.status)


def record_page(request, sent):
    shown = {"sent": sent, "counts": in_words(sent.counts), "page_obj": page_of(request, sent.rows)}
    return render(request, "actions/returns/record.html", shown)


def page_of(request, rows):
    """One page of rows, as they are drawn."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [with_label(row) for row in page.object_list]
    return page


def in_words(counts):
    """(what became of it, how many rows) in the order of a page."""
    return [(words, counts[result]) for result, words in WORDS.items() if counts.get(result)]


def own_draft(request, uuid):
    """The person's own draft; None, with what became of it said, where it is over; 404 for anybody else's."""
    draft = drafts_of(request.user, ImportDraft.Kind.RETURN).filter(uuid=uuid).first()
    if draft is None:
        the_return(request.user, uuid)
        messages.warning(request, what_became_of(uuid))
    return draft


@require_POST
def confirm(request, uuid):
    """Sends the rows of a draft, or shows again what has changed since."""
    draft = own_draft(request, uuid)
    if draft is None:
        return redirect("returns:detail", uuid=uuid)
    form = ConfirmReturnForm(request.POST, draft=draft)
    if not form.is_valid():
        return preview_page(request, draft, form)
    act = {"version": form.cleaned_data["version"], "choices": form.choices}
    try:
        found = send_return(by=request.user, now=clock.now(), draft=draft, **act)
    except NotNow as problem:
        messages.error(request, problem.sentence)
    else:
        if isinstance(found, ProgressReturn):
            messages.success(request, what_was_sent(found))
    return redirect("returns:detail", uuid=uuid)


def what_was_sent(sent):
    """What came of a return, in a sentence."""
    reports, corrections = sent.counts.get(SENT, 0), sent.counts.get(CORRECTED, 0)
    parts = [counted(reports, "report")] if reports else []
    parts += [counted(corrections, "correction")] if corrections else []
    return f"{' and '.join(parts)} for {sent.round} sent."


@require_POST
def cancel(request, uuid):
    """Leave the return be."""
    draft = own_draft(request, uuid)
    form = SeenForm(request.POST)
    if draft is not None and form.is_valid():
        said = "The return has been cancelled. Nothing in the file was sent."
        if pressed(request, cancel_return, said, **form.cleaned_data, draft=draft):
            return redirect("returns:start")
    return redirect("returns:detail", uuid=uuid)


@require_GET
def file(request, uuid):
    """The file as it was brought."""
    return file_response(the_return(request.user, uuid).file)
