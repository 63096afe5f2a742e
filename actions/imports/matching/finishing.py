"""What a row changes, once its action is known: its leads as posts, its dates, and what must be told of them."""

from dataclasses import replace

from actions.imports.finding.asking import LEAD, of_posts
from actions.imports.finding.cells import cells_of, column_of
from actions.imports.finding.people import Doubt
from actions.imports.matching.answers import NotUnderstood, typed_leads
from actions.imports.matching.changes import GUARDED, changes_of, lapsing, needs_another, others_stay
from actions.imports.matching.matched import CHANGED, LEFT, NEW, QUESTION, REJECTED, UNCHANGED
from actions.rules.lifecycle import Verb, ways
from actions.rules.ways import why_not
from jarplan.spreadsheets.layout.table import FILE, LEAVE, OTHER, YES

SAME_AS_BEFORE = "This has not changed since the file was last imported"


class Finishing:
    """The last step of holding a file against the plan, row by row."""

    def __init__(self, current_plan, people, lineage, dialogue):
        self.current_plan, self.people, self.lineage, self.dialogue = current_plan, people, lineage, dialogue

    def finish(self, one):
        """The row's leads, changes and result."""
        if one.action:
            one.reference = one.action.reference
        if "lead" not in one.asked:
            self._name_leads(one)
        if one.open:
            one.result = LEFT if one.left else REJECTED if one.rejected else QUESTION
            return
        self._take_revised(one)
        kept = set() if one.returns else self.lineage.unchanged(one)
        silent = self._answered_before(one, kept)
        stands = None if one.returns else one.action
        self._name_partners(one, stands)
        one.changes = changes_of(
            one,
            stands,
            one.asked | silent,
            lambda name: cells_of(one.row, name) or self.dialogue.cell(one.row, column_of(one.row, name)),
        )
        if stands is None:
            one.result = NEW
            return
        self._keep(one, kept)
        if one.changes and not ways(Verb.IMPORT, one.action.status):
            self.dialogue.reject(one, one.changes[0].field, why_not(one.action, Verb.IMPORT))
            one.result, one.changes = REJECTED, []
            return
        self._check_dates(one)
        self._check_requests(one)
        others = others_stay(stands, one.posts) if "lead" not in one.asked | silent else ""
        if others:
            self.dialogue.warn(
                one, "lead", f"{one.reference} is also led by {others}. Those leads do not change."
            )
        field = lapsing(one.changes, stands, self.current_plan.signed)
        if field:
            sentence = f"{one.reference} was signed off. A change of its {field} ends the sign-off."
            self.dialogue.warn(one, "text" if field == "text" else "row", sentence)
        one.result = CHANGED if one.changes else UNCHANGED

    def _take_revised(self, one):
        """A revised date beside the original one: of an agreed action it can be requested as an extension; a new
        action keeps the original date."""
        read = one.row.understood
        said, stands = read.revised, None if one.returns else one.action
        if not one.row.raw("revised") or "due" in one.asked:
            return
        if said.question or not said.latest:
            self.dialogue.warn(one, "revised", "This revised date was not understood, so it is not imported.")
        elif read.due.latest and said.latest <= read.due.latest:
            return
        elif stands and not ways(Verb.SET_DUE_DATE, stands.status):
            cells = one.row.cells | {"due": one.row.cells["revised"]}
            one.row = replace(one.row, cells=cells, understood=replace(read, due=said))
        else:
            later = f"The sheet revises this date to {said.in_words}. Request an extension when the action is agreed."
            self.dialogue.warn(one, "revised", later)

    def _answered_before(self, one, kept):
        """The fields whose questions an earlier import has settled: their cells say what they said then, so they
        are not asked again, and the plan keeps what it has.
        """
        silent = one.asked & kept
        one.questions = [point for point in one.questions if point.field not in silent]
        for name in sorted(silent):
            self.dialogue.warn(
                one, name, f"{SAME_AS_BEFORE} and was answered then. The plan does not change."
            )
        return silent

    def _keep(self, one, kept):
        """A cell that says what it said before takes nothing back that was changed in the plan since."""
        for change in [change for change in one.changes if change.field in kept]:
            one.changes.remove(change)
            stays = f"“{change.old}” stays" if change.old else "the field stays empty"
            asked = "the plan has been changed since"
            if change.later_date:
                asked = "no extension is requested again"
            elif needs_another([change], one.action):
                asked = "no change is requested again"
            self.dialogue.warn(one, change.field, f"{SAME_AS_BEFORE}; {asked}, and {stays}.")

    def _name_leads(self, one):
        """Finds the posts of the row's leads, and asks about those without their organisation."""
        own, posts = _posts_of(one.action), []
        for lead in one.row.understood.leads.leads:
            found = self.people.post(lead, own) if lead.post else ()
            posts += self._asked(one, lead, found) if isinstance(found, Doubt) else filter(None, [found])
        one.posts = tuple(dict.fromkeys(posts))

    def _name_partners(self, one, stands):
        """The row's partners, with the organisations that its lead's cell names without an officer: these lead
        nothing, but must not be lost. Where no column has partners, those of the action stay beside them.
        """
        read = one.row.understood
        names = list(read.partners.names)
        leading = {body.casefold() for _title, body in [*_posts_of(stands), *one.posts]}
        alone = [name for name in read.leads.without_officer if name.casefold() not in leading]
        if alone and not one.row.raw("partners") and stands:
            names = [partner.name for partner in stands.partners.all()]
        once = {name.casefold(): name for name in [*names, *alone]}
        one.partners = tuple(once.values())
        ending = "" if leading else " Name a lead before the action is agreed."
        for name in alone:
            kept = (
                f"“{name}” names an organisation and no officer, so it becomes a supporting partner.{ending}"
            )
            self.dialogue.warn(one, "lead", kept)

    def _asked(self, one, lead, doubt):
        """The posts that were answered for one lead without its organisation; none where that is open. One answer
        does for all rows that name this post so.
        """
        point = self.dialogue.point(
            one.row,
            "lead",
            doubt.question,
            doubt.proposed,
            kind=LEAD,
            options=of_posts(doubt.proposed, doubt.posts),
            typed="leads",
            per=FILE,
            about=lead.post.casefold(),
        )
        choice, posts = self.dialogue.ask(one, point, lambda answer: self._answered(answer, doubt))
        return posts if choice and choice != LEAVE else []

    def _answered(self, answer, doubt):
        if answer.choice != OTHER:
            return [doubt.suggested if answer.choice == YES else doubt.posts[answer.choice]]
        typed = typed_leads(answer.text, self.dialogue.known)
        posts = [self.people.post(lead) for lead in typed.leads]
        if any(isinstance(post, Doubt) for post in posts):
            raise NotUnderstood(f"Enter the organisation of “{answer.text}” as well: post, organisation.")
        return posts

    def _check_requests(self, one):
        """What was agreed stays: a change of it is requested, where none waits already."""
        if not needs_another(one.changes, one.action):
            return
        waits = one.action.pk in self.current_plan.changing
        for change in [change for change in one.changes if change.field in GUARDED]:
            place = one.changes.index(change)
            if waits:
                one.changes.remove(change)
                one.unsaid.add(change.field)
                sentence = (
                    f"A change of {one.reference} is already waiting for a decision, so none is requested."
                )
            else:
                one.changes[place] = replace(change, requested=True)
                sentence = (
                    f"{one.reference} is agreed, so this change is requested and somebody else decides."
                )
            self.dialogue.warn(one, change.field, sentence)

    def _check_dates(self, one):
        """An agreed action's due date stays: a later one is asked for, where that can be."""
        due, stands = one.row.understood.due, one.action.due_latest
        for change in [change for change in one.changes if change.later_date]:
            status = one.action.get_status_display().lower()
            is_so = f"{one.reference} is {status}, so its due date, {change.old},"
            sentence = ""
            if not ways(Verb.IMPORT_EXTENSION, one.action.status):
                sentence = f"{is_so} can no longer be changed."
            elif one.action.pk in self.current_plan.moving:
                sentence = f"An extension of {one.reference} is already waiting for a decision, so none is requested."
            elif due.latest is None:
                sentence = f"{is_so} does not change."
            elif stands and due.latest <= stands:
                sentence = f"{is_so} does not change, because {change.new} is not later."
            if sentence:
                one.changes.remove(change)
                one.unsaid.add("due")
            else:
                sentence = f"{is_so} does not change. {change.new} can be requested as an extension."
            self.dialogue.warn(one, "due", sentence)


def _posts_of(action):
    return [(lead.post.title, lead.post.organisation.name) for lead in action.leads.all()] if action else []
