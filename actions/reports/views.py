"""The pages of reporting: one report of one action, and one after another until none is due."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.evidence.forms import MoreEvidenceForm
from actions.evidence.policies import check_attach
from actions.models import ReportDraft, ReportingRound
from actions.reading.rounds import read_rounds
from actions.reports import policies
from actions.reports.due import due_reports
from actions.reports.forms import SAID, ReportForm, in_words, show_draft, typed_in
from actions.reports.measurement_forms import MeasurementForms
from actions.reports.policies import check_reports, report_in, round_for
from actions.reports.verbs import drop_draft, report_progress, save_draft, stamp
from actions.verbpages.views import action_page, done, show
from jarplan import clock
from jarplan.audit.errors import NotNow, allows
from jarplan.formfields.pages import adds_once, posted

# What is chosen already in the form of the next report, so that it costs no click while it stays so.
STAYS = ("confidence", "would_help")


@require_safe
def report(request):
    """Leads to the next report that is due from who asks, or says that none is."""
    check_reports(request.user)
    due = due_reports(request.user, clock.today())
    if following := due.following(request.GET.get("after", "")):
        return redirect(f"{reverse('actions:update', args=[following.reference])}?next=1")
    return render(request, "actions/reports/reported.html", {"due": due, "round": due.round})


@adds_once
@action_page(policies.check_report)
def update(request, action):
    """Report progress: two minutes. The report of the round where one is asked for, else a note."""
    now = clock.now()
    page = ReportPage(request, action, clock.day_of(now))
    act = {"by": request.user, "now": now, "action": action}
    if "later" in request.POST and not page.corrects:
        try:
            seen = request.POST.get("kept", "")
            save_draft(**act, typed=typed_in([page.form, *page.readings], request.POST), seen=seen)
            said = f"Your draft on {action.reference} has been saved. Only you can read it."
            return page.go_on(said)
        except NotNow as problem:
            page.keep_both(problem)
    elif "drop" in request.POST:
        drop_draft(**act)
        messages.success(request, "Your draft has been deleted.")
        return redirect(request.get_full_path())
    elif page.is_valid():
        more = {"round": page.row, "corrects": page.corrects, "readings": page.readings.taken()}
        more["evidence"] = page.evidence and page.evidence.attached
        if page.form.call(report_progress, **act, **page.form.said(), **more):
            return page.go_on(f"Your {page.name} on {action.reference} has been sent.")
        page.look_again()
    return show(
        request, "reports/update", action, page.form, page_of=page, readings=page.readings, last=page.last
    )


class ReportPage:
    """What the page of one report shows and takes: its round, what it corrects, what was said last time."""

    def __init__(self, request, action, day):
        self.request, self.action, self.day = request, action, day
        self.rounds = read_rounds()
        self.corrects = self.corrected()
        self.last = (
            action.updates.select_related("made_by", "for_person", "round")
            .order_by("-made_at", "-pk")
            .first()
        )
        self.round = self.round_asked()
        self.row = self.round and ReportingRound.objects.get(uuid=self.round.uuid)
        data = posted(request)
        before, names = (self.corrects, SAID) if self.corrects else (self.last, STAYS)
        start = {name: getattr(before, name) for name in names} if before else {}
        start |= {
            "corrects": self.corrects and self.corrects.uuid,
            "round": self.round and self.round.uuid,
            "kept": stamp(self.draft) if data is None else "",
        }
        since = clock.day_of(self.corrects.made_at) if self.corrects else day
        self.form = ReportForm(
            data,
            initial=start,
            last=None if self.corrects else self.last,
            since=since,
            declared=action.declared_rating,
        )
        self.readings = MeasurementForms(data, action=action, day=day, corrects=self.corrects)
        self.evidence = None
        if allows(check_attach, request.user, action) and not self.corrects:
            self.evidence = MoreEvidenceForm(data, request.FILES or None)
        if data is None and not self.corrects and self.draft:
            show_draft([self.form, *self.readings], self.draft.typed)

    @cached_property
    def there(self):
        """The report that the current round has already, or None."""
        current = self.rounds.current(self.day)
        return current and report_in(self.action, current.month)

    def corrected(self):
        """The report that this one corrects, or None; 404 where the action has no such report."""
        asked = self.request.POST.get("corrects") or self.request.GET.get("corrects")
        if self.request.POST.get("as") == "correction" and self.there:
            asked = str(self.there.uuid)
        if not asked:
            return None
        for one in self.action.updates.select_related("made_by", "round").prefetch_related("readings"):
            if str(one.uuid) == asked:
                return one
        raise Http404("This action has no such report.")

    def round_asked(self):
        """The round that the report is sent to: as the page said that was filled in, else as things stand."""
        asked_for_note = "note" in (self.request.POST.get("as"), self.request.GET.get("as"))
        if self.corrects or asked_for_note:
            return None
        if self.request.method == "POST":
            return self.rounds.find(self.request.POST.get("round", ""))
        return round_for(self.action, self.day, self.rounds)

    def is_valid(self):
        """Whether all that was sent can be taken; each form says what is wrong in it."""
        forms = [self.form, self.readings, *([self.evidence] if self.evidence else [])]
        valid = [form.is_valid() for form in forms]
        return all(valid)

    def keep_both(self, problem):
        """Another page of the same author kept something else: nothing is judged yet, and both are shown."""
        for form in (self.form, *self.readings):
            form.full_clean()
            form.errors.clear()
        self.form.add_error(None, problem.sentence)
        self.form.conflict = True
        self.form.carry(kept=stamp(self.draft))

    @property
    def kept_before(self):
        """What another page kept, as rows of label and words."""
        return in_words(self.form, self.draft.typed) if self.draft else []

    @property
    def draft(self):
        return ReportDraft.objects.filter(action=self.action, saved_by=self.request.user).first()

    @property
    def is_late(self):
        return self.round is not None and self.round.is_closed(self.day)

    @property
    def name(self):
        if self.corrects:
            return "correction"
        return f"progress report for {self.round}" if self.round else "note"

    @property
    def noun(self):
        return "report" if self.round else self.name

    @property
    def has_other(self):
        """Whether somebody sent the report of the round while this one was written."""
        return self.request.method == "POST" and self.round is not None and self.there is not None

    def look_again(self):
        """After a refusal: the next try goes to the round that asks now, where it is another one."""
        asked = round_for(self.action, self.day, self.rounds)
        if self.round and not self.has_other and asked != self.round:
            self.round = asked
            self.form.carry(round=asked.uuid if asked else "")

    @property
    def one_by_one(self):
        """Whether reports are sent one after another."""
        return "next" in self.request.GET

    @property
    def place(self):
        """Which of how many reports it is: "2 of 5"; "" where it is none of them."""
        if not self.one_by_one:
            return ""
        return due_reports(self.request.user, self.day, self.rounds).place(self.action.reference)

    def go_on(self, sentence):
        """Says what was done, and goes to the next report, or back to the action."""
        if not self.one_by_one:
            return done(self.request, self.action, sentence)
        messages.success(self.request, sentence)
        return redirect(f"{reverse('actions:report')}?after={self.action.reference}")
