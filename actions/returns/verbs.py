"""The verbs of a return: keep an upload as a draft, send what it says as the round's reports, all or none,
or cancel."""

from django.core.files import File

from actions.imports.drafts.understanding import open_file, state_of_plan
from actions.imports.drafts.verbs import draft_of, locked_draft, remove
from actions.models import Action, ImportDraft, ProgressReturn, ReportingRound
from actions.reading.rounds import read_rounds
from actions.reports.behalf import NOBODY, Behalf, named
from actions.reports.verbs import report_progress
from actions.returns import policies, shown
from actions.returns.understanding import (
    ASKED,
    LEAVE,
    READY,
    REFUSED,
    SEND,
    Holding,
    actions_in,
)
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, verb
from jarplan.clock import day_of
from jarplan.files.checks import SHEETS
from jarplan.files.verbs import store
from jarplan.people.models import Organisation, User

MOVED = (
    "Nothing has been sent, because the plan has changed since this preview was made. Check the rows, then confirm "
    "again."
)
NOTHING = "There is nothing to send: no row of this return says anything new."
UNDECIDED = "Choose what happens to {}."
STILL_REFUSED = "Row {} cannot be sent. Correct the file and upload it again, or leave the row out."


@verb
def keep_return(*, by, now, ledger, upload, rows, behalf=None):
    """Keeps an uploaded return as a draft, with what it would do, and returns it. `rows`: as read_return()
    gives them; `behalf`: for whom the programme office brings it. NotNow where it is of another round.
    Raises FileRefused."""
    check_sender(by, behalf)
    behalf = behalf and named(by, behalf)
    draft = draft_of(by, now, upload, kind=ImportDraft.Kind.RETURN)
    draft.rows = dict(zip(("reports", "measurements"), rows, strict=True))
    draft.choices = said_of(behalf)
    draft.understood = understood_now(by, now, draft, behalf)
    draft.save(force_insert=True)
    return draft


def check_sender(by, behalf):
    """The role in which somebody sends a return."""
    return policies.check_return_for(by) if behalf else policies.check_return(by)


def said_of(behalf):
    """For whom it is, as a draft keeps it."""
    if behalf is None:
        return {}
    person = str(behalf.person.uuid) if behalf.person else ""
    return {"organisation": str(behalf.organisation.uuid), "person": person, "name": behalf.name}


def behalf_of(draft):
    """The Behalf that a draft keeps, or None."""
    said = draft.choices
    if not said:
        return None
    person = User.objects.get(uuid=said["person"]) if said["person"] else None
    return Behalf(Organisation.objects.get(uuid=said["organisation"]), person, said["name"])


def rows_of(draft):
    return draft.rows["reports"], draft.rows["measurements"]


def held_now(by, now, draft, behalf):
    """(the current Round, the Held rows of a draft)."""
    round = policies.current_round(day_of(now), read_rounds())
    return round, Holding(by, now, round, rows_of(draft), behalf).held()


def understood_now(by, now, draft, behalf):
    """What a draft keeps of what it would do."""
    round, held = held_now(by, now, draft, behalf)
    rows = shown.as_shown(held)
    return {
        "round": str(round.uuid),
        "rows": rows,
        "counts": shown.counts_of(rows),
        "matched": state_of_plan(),
    }


@verb
def send_return(*, by, now, ledger, draft, version, choices=None):
    """Sends the rows of a draft as reports of its round, those of which `choices` ({place: SEND or LEAVE})
    says so or that need no choice: all of them or none. Returns the ProgressReturn; or the draft with a new
    preview, where a row would become something else by now.

    Locks the draft, then the actions by primary key, then the round. NotNow where the draft is gone, where a
    row that cannot be sent is not left out by name, or one that is asked about is not decided, or nothing is
    left.
    """
    choices = choices or {}
    draft = locked_draft(by, draft, version)
    behalf = behalf_of(draft)
    role = check_sender(by, behalf)
    lock(Action.objects.filter(uuid__in=actions_in(rows_of(draft))))
    round, held = held_now(by, now, draft, behalf)
    (row,) = lock(ReportingRound.objects.filter(uuid=round.uuid))
    # Once more, and now under the locks: what was previewed is what is sent, or nothing is.
    if shown.as_shown(held) != draft.understood["rows"]:
        return show_again(draft, understood_now(by, now, draft, behalf))
    sent = to_send(held, choices)
    with open_file(draft) as file:
        upload = File(file, draft.original_name)
        stored = store(by=by, now=now, ledger=ledger, upload=upload, kinds=SHEETS, role=role)
    becomes = [as_sent(one, before, sent) for one, before in zip(held, draft.understood["rows"], strict=True)]
    sheet_return = ProgressReturn.objects.create(
        uuid=draft.uuid,
        file=stored,
        round=row,
        confirmed_at=now,
        confirmed_by=by,
        counts=shown.counts_of(becomes),
        rows=becomes,
        **(named(by, behalf).fields if behalf else NOBODY),
    )
    for one in sent:
        report_progress(
            by=by,
            now=now,
            ledger=ledger,
            action=one.action,
            **one.form.said(),
            readings=one.taken,
            corrects=one.corrects,
            round=None if one.corrects else row,
            behalf=behalf,
            sheet_return=sheet_return,
            came_from={"file": draft.original_name, **one.came_from},
        )
    ledger.record(sheet_return, "sent", role=role, whole=True)
    remove(draft)
    return sheet_return


def show_again(draft, understood):
    draft.understood, draft.message, draft.version = understood, MOVED, draft.version + 1
    draft.save()
    return draft


def to_send(held, choices):
    """Those of the rows that are sent; NotNow where something is not said of one."""
    sent = []
    for one in held:
        choice = choices.get(one.place)
        if one.result == REFUSED and choice != LEAVE:
            raise NotNow(STILL_REFUSED.format(one.row["row"]))
        if one.result == ASKED and choice not in (SEND, LEAVE):
            raise NotNow(UNDECIDED.format(one.action.reference))
        if one.result == READY or (one.result == ASKED and choice == SEND):
            sent.append(one)
    if not sent:
        raise NotNow(NOTHING)
    return sent


def as_sent(one, row, sent):
    """A row of the preview as the sent return keeps it."""
    result = one.result
    if one in sent:
        result = shown.CORRECTED if one.corrects else shown.SENT
    elif result in (REFUSED, ASKED):
        result = shown.LEFT
    return {**row, "result": result}


@verb
def cancel_return(*, by, now, ledger, draft, version):
    """Removes a draft with its file. Nothing of it was sent."""
    remove(locked_draft(by, draft, version))
