"""What the page of an action shows, section by section, from the states of actionstates.py."""

import json
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from actions.challenges.policies import check_answer, waiting_questions
from actions.models import Action, ContentChange, DateChange, SignOff
from actions.plan.changing import in_words
from actions.reading.claims import checked_in, said_in
from actions.reading.signatures import standing_sign_offs
from actions.reading.visibility import may_see_evidence
from actions.rules import records as rules_records
from actions.rules import slippage
from actions.rules.claims import Outcome
from actions.rules.dates import PlanDate
from actions.rules.fields import SAID, SHEET_LABELS, SIGNED_TEXTS, texts_of
from actions.rules.lifecycle import CLAIMED, OPEN, Awaiting, Precision, Status
from actions.rules.rating import computed, differ, too_good
from actions.signoff.policies import check_withdraw_sign_off
from actions.waits.shown import records_of, waits_shown
from jarplan.audit.errors import allows
from jarplan.people.roles import Role
from jarplan.reporting.actionpage.criteria import criteria_shown
from jarplan.reporting.actionpage.meetings import meetings_of
from jarplan.reporting.actionpage.states import ActionStates, moment
from jarplan.reporting.history.story import cell_in_words, names_of

SHOWN_REPORTS = 3


class ActionPage(ActionStates):
    """An action as its page shows it to `user`."""

    @cached_property
    def action(self):
        """The action itself, with what follows from it."""
        action = self.shown(str(self.row.uuid), self.state)
        action.brag = rules_records.brag(action)
        action.is_overdue = rules_records.is_overdue(action, self.day)
        action.days_over = rules_records.days_over(action, self.day)
        action.status_label = Status(action.status).label
        action.awaiting_label = Awaiting(action.awaiting).label if action.awaiting else ""
        for end in ("due", "start"):
            written = [
                getattr(action, f"{end}_{part}") for part in ("raw", "precision", "earliest", "latest")
            ]
            setattr(action, end, PlanDate(*written) if written[0] or written[3] else None)
        exact = action.due_precision == Precision.DAY
        action.texts = texts_of(action)
        action.latest_counts = action.due_latest if action.due and not exact else None
        action.leads = [{**lead, "name": self.names[lead["post"]]} for lead in action.leads]
        action.criteria = [self.shown(one["uuid"], one) for one in action.criteria]
        return action

    @cached_property
    def computed(self):
        """The rating by the rule, with the rounds that were known on the day."""
        return computed(self.action, self.day, self.rounds)

    @property
    def differs(self):
        return differ(self.action.brag, self.computed.key)

    @property
    def is_too_good(self):
        """Whether the rating that readers see is more optimistic than the rule."""
        return too_good(self.action.brag, self.computed.key)

    @property
    def has_low_confidence(self):
        return rules_records.has_low_confidence(self.action)

    @property
    def confident(self):
        """The last report that says how confident its lead is; None once it is delivered, and where none does."""
        said = self.action.confidence if self.action.status in OPEN else ""
        return next((one for one in self.reports if one.confidence == said != ""), None)

    @property
    def remark(self):
        """What is remarked on beside its blue; see remark_on()."""
        return rules_records.remark_on(self.action)

    @cached_property
    def claim(self):
        """What was claimed at delivery, criterion by criterion, and what the record says against it with the answers,
        as long as it is claimed; None else, and where that was before claims were weighed."""
        said = self.state["claim"]
        if not said or self.action.status not in CLAIMED:
            return None
        counting = [one for one in self.sign_offs if not one.lapsed_at and not one.is_return]
        doubts = [
            {**check, "by": one.signed_by}
            for one in counting
            for check in one.checked.get("criteria", ())
            if check["doubt"]
        ]
        for one in said["criteria"]:
            one["label"] = Outcome(one["outcome"]).label
            one["shown_by"] = [self.evidence_named(uuid) for uuid in one["evidence"]]
            one["doubts"] = [each for each in doubts if each["uuid"] == one["uuid"]]
        since = [(one.signed_by, points) for one in counting[::-1] if (points := one.checked.get("points"))]
        return {**said, "since": since}

    @property
    def was_weighed(self):
        """Whether what is claimed was weighed; so where nothing is claimed."""
        return bool(self.state["claim"]) or self.action.status not in CLAIMED

    @cached_property
    def asked(self):
        """What others have asked: challenges and questions, the newest first."""
        rows = self.sorted_parts("challenge", "lodged_at")[::-1]
        for row in rows:
            row.role_label = role_label(row.role)
        return rows

    @property
    def challenges(self):
        """The challenges to its rating."""
        return [one for one in self.asked if one.doubts]

    @cached_property
    def questions(self):
        """The questions, which doubt no rating, each with whether this person may answer it."""
        rows = [one for one in self.asked if not one.doubts]
        for row in rows:
            row.may_answer = self.as_at is None and row.uuid in self.mine_to_answer
        return rows

    @cached_property
    def mine_to_answer(self):
        """The UUIDs of the questions that this person may answer now."""
        waiting = waiting_questions(self.row)
        for one in waiting:
            one.action = self.row  # whose leads are read already
        return {one.uuid for one in waiting if allows(check_answer, self.user, one)}

    @property
    def is_challenged(self):
        return any(not one.answered_at for one in self.challenges)

    @cached_property
    def slip(self):
        """How far the due date has moved from the original one; None where it has not, or is not known."""
        return slippage.slippage_of(self.action) if self.action.moves else None

    @property
    def lateness(self):
        """How late it was delivered; None where it never was."""
        return slippage.lateness_of(self.action)

    @property
    def late_before(self):
        """Whether that was another delivery than the last."""
        return self.action.late_on is not None and self.action.delivered_at.date() != self.action.late_on

    @cached_property
    def criteria(self):
        """The success criteria, with their readings and their paths."""
        return criteria_shown(self)

    @cached_property
    def reports(self):
        """The progress reports, the newest first, each with whether it came after its round."""
        rows = self.sorted_parts("update", "made_at")[::-1]
        for row in rows:
            of = self.rounds.find(self.parts["update"][str(row.uuid)]["round"])
            row.is_late = of is not None and not row.corrects and row.made_at >= of.ends_at
        return rows

    @property
    def latest_reports(self):
        return self.reports[:SHOWN_REPORTS]

    @property
    def earlier_reports(self):
        return self.reports[SHOWN_REPORTS:]

    @cached_property
    def date_changes(self):
        rows = self.sorted_parts("date_change", "asked_at")
        for row in rows:
            row.category_label = DateChange.Category(row.category).label
            row.decision_label = DateChange.Decision(row.decision).label
            row.slip, row.slippage_in_all = slippage.in_words(row, self.action.original_due)
        return rows

    @cached_property
    def content_changes(self):
        """The changes of what was agreed, each with what it was and what it becomes, in the order of their
        requests.
        """
        rows = self.sorted_parts("content_change", "asked_at")
        for row in rows:
            row.category_label = ContentChange.Category(row.category).label
            row.decision_label = ContentChange.Decision(row.decision).label
            row.is_correction = row.decision == ContentChange.Decision.CORRECTED
            row.fields = in_words(self.parts["content_change"][str(row.uuid)]["changes"], self.names)
        return rows

    @property
    def changed(self):
        """How often what was agreed has changed by request."""
        granted = [one for one in self.content_changes if one.decision == ContentChange.Decision.GRANTED]
        return len(granted)

    @property
    def as_agreed(self):
        """(label, lines) of each field that has changed since, as it was agreed first."""
        found = {}
        for one in self.content_changes:
            if one.decided_at and one.decision == ContentChange.Decision.GRANTED:
                for label, was, _becomes in one.fields:
                    found.setdefault(label, was)
        return list(found.items())

    @cached_property
    def sign_offs(self):
        """The signatures and returns, the newest first, each with what it covers."""
        rows = self.sorted_parts("sign_off", "signed_at")[::-1]
        for row in rows:
            row.round_label = SignOff.Round(row.round).label
            row.role_label = role_label(row.role)
            row.is_return = row.outcome == SignOff.Outcome.RETURNED
            row.covers, row.checked = covered(row.content), checked_in(row.content)
            row.may_take_back = self.as_at is None and row.uuid in self.mine_to_take_back
        return rows

    @cached_property
    def mine_to_take_back(self):
        """The UUIDs of the signatures that this person may take back now."""
        found = set()
        for one in standing_sign_offs(self.row):
            one.action = self.row  # whose leads are read already
            if allows(check_withdraw_sign_off, self.user, one):
                found.add(one.uuid)
        return found

    @cached_property
    def later_looks(self):
        rows = self.sorted_parts("later_look", "looked_at")[::-1]
        for row in rows:
            row.points = said_in(row.content).get("points", ())
        return rows

    @cached_property
    def sample_checks(self):
        """The checks by sample that drew it, the newest first; each with whether its sign-off ended before it."""
        rows = self.sorted_parts("sample_check", "drawn_at")[::-1]
        ended = {uuid for uuid, one in self.parts["sign_off"].items() if one["lapsed_at"]}
        for row in rows:
            row.is_over = not row.checked_at and row.sign_off in ended
        return rows

    @cached_property
    def meetings(self):
        """The meetings that it went to or is on the agenda of, the latest first."""
        return meetings_of(self)

    @cached_property
    def standing_waits(self):
        """The states of the waits that have not ended, by their UUIDs."""
        return {uuid: one for uuid, one in self.parts["wait"].items() if not one["ended_at"]}

    @cached_property
    def waits(self):
        """What it waits for, with what warns of it."""
        own = str(self.row.uuid)
        rows = [
            (
                UUID(uuid),
                UUID(one["other"]),
                one["why"],
                one["known_due"] and date.fromisoformat(one["known_due"]),
            )
            for uuid, one in self.standing_waits.items()
            if one["action"] == own
        ]
        records = (
            records_of(self.user, [self.row.uuid, *[row[1] for row in rows]], self.as_at) if rows else {}
        )
        return waits_shown(rows, records.get(self.row.uuid), records, self.day, self.rounds)

    @property
    def warned(self):
        """The references of the actions that it waits for and that have moved."""
        return [one.other.reference for one in self.waits if one.warnings]

    @property
    def waited_by(self):
        """(reference, why) of each action that waits for it."""
        own = str(self.row.uuid)
        theirs = [one for one in self.standing_waits.values() if one["other"] == own]
        return sorted((self.names[one["action"]], one["why"]) for one in theirs)

    @cached_property
    def may_see_evidence(self):
        return may_see_evidence(self.user, self.row)

    @property
    def evidence_count(self):
        own, pieces = str(self.row.uuid), self.parts["evidence"].values()
        return len([one for one in pieces if own in one["actions"] and not one["withdrawn_at"]])

    @cached_property
    def evidence(self):
        """The evidence, with what was withdrawn or is no longer used; none for those who may not open it."""
        rows = self.sorted_parts("evidence", "attached_at") if self.may_see_evidence else []
        known, own = {str(row.uuid): row for row in rows}, str(self.row.uuid)
        elsewhere = {uuid for row in rows for uuid in row.actions} - {own}
        references = names_of({Action: elsewhere})
        for row in rows:
            uses = {use["action"]: use for use in row.uses}
            row.also_for = [references[uuid] for uuid in row.actions if uuid != own]
            row.use = self.shown(str(row.uuid), uses[own])
            row.ended_at = row.use.ended_at
            row.version_of = known.get(row.earlier)
            row.newer = next((one for one in rows if one.earlier == str(row.uuid)), None)
        return rows

    def evidence_named(self, uuid):
        """A piece of evidence that a reading names: as this page shows it, or, to those who may not open it, only
        whether it still counts; None where it names none."""
        if not uuid:
            return None
        seen = next((one for one in self.evidence if str(one.uuid) == uuid), None)
        state = self.parts["evidence"].get(uuid, {})
        ended = [use["ended_at"] for use in state.get("uses", ()) if use["action"] == str(self.row.uuid)]
        entry_of = {"withdrawn_at": state.get("withdrawn_at"), "ended_at": ended[0] if ended else None}
        entry_of = {name: moment(at) if at else None for name, at in entry_of.items()}
        return seen or SimpleNamespace(shows="", **entry_of)

    @property
    def as_read(self):
        """What says which cells were read: today the row, in the order of the sheet, which a state does not keep."""
        return self.row if self.as_at is None else self.action

    @property
    def sheet_said(self):
        """What spreadsheets said, as rows of label, words, cell and file."""
        said = self.as_read.sheet_said or {}
        file = said.get("file", "")
        return [
            (
                SAID[name].label if name in SAID else name.capitalize(),
                one["text"],
                one.get("cell", ""),
                one.get("file", file),
            )
            for name, one in said.items()
            if isinstance(one, dict)
        ]

    @property
    def sources(self):
        """The cells that its fields were read from, as rows of label and words."""
        found = self.as_read.sources or {}
        labels = {name: name.capitalize() for name in found} | SHEET_LABELS
        return [(labels[name], cell_in_words(one)) for name, one in found.items()]


def role_label(role):
    return Role(role).label if role in Role.values else role


# What of signed content is a day, and what a moment, wherever it stands.
DAYS = ("target_on", "on", "speaks_of", "recovers_on")
MOMENTS = ("attached_at", "made_at", "claimed_at")


def covered(content):
    """What a signature covers, from its stored text; None where the law had it removed."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    criteria, update = found["criteria"], found.get("update") or {}
    readings = [each for one in criteria for each in one.get("readings", ())]
    for part in (*criteria, *readings, *found["evidence"], update, found):
        part |= {name: date.fromisoformat(part[name]) for name in DAYS if part.get(name)}
        part |= {name: moment(part[name]) for name in MOMENTS if part.get(name)}
    found["texts"] = [(one, found[one.key]) for one in SIGNED_TEXTS if one.key in found]
    return found
