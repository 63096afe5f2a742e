"""What earlier imports of a file's lineage read in its cells: by it a row without a reference finds its action again,
and a cell that says what it said then takes nothing back that was changed in the plan since.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from actions.imports.finding.actions import Same, has_left, left_plan
from actions.imports.finding.asking import EARLIER, shortened
from actions.imports.finding.cells import known_by
from actions.imports.finding.texts import are_near, folded
from jarplan.spreadsheets.understanding.references import read_reference

# By what a row says which recommendation it answers.
NAMES_IT = ("recommendation", "recommendation_text", "theme", "title", "reference")
WRITTEN = ("new", "changed", "unchanged")


@dataclass(frozen=True)
class EarlierRow:
    """One row of an earlier import: where it stood, the action that it was (its UUID as text), what the settled
    fields of it said, and the text of the action as it was read.
    """

    sheet: str
    row: int
    action: str
    said: dict = field(default_factory=dict)
    text: str = ""


def rows_read(preview, sheets=()):
    """The EarlierRows of an import's kept preview: of the rows that were written or stood in the plan already. Where
    it had one sheet, as the file of today does (`sheets`), that sheet's name does not matter: sheets are called after
    the month, and a CSV file's after the file.
    """
    then = {row["sheet"] for row in preview}
    renamed = dict(zip(then, sheets, strict=True)) if len(then) == len(sheets) == 1 else {}
    return [
        EarlierRow(
            renamed.get(row["sheet"], row["sheet"]), row["row"], str(row["action"]), row["said"], row["text"]
        )
        for row in preview
        if row.get("result") in WRITTEN and row.get("action") and "said" in row
    ]


def _is_same_number(said, row):
    """Is a reference that was said before, such as A4.1, the number of a row's, however it is written?"""
    before, now = read_reference(said), row.understood.reference
    return before.second is not None and (before.first, before.second) == (now.first, now.second)


class Lineage:
    """The earlier rows of a file, the newest import first, as far as their actions are known to the plan."""

    def __init__(self, earlier, actions):
        known = {str(action.uuid): action for action in actions.by_reference.values()}
        found = [one for one in earlier or () if str(one.action) in known]
        self.actions, self.known = actions, known
        self.at, self.of_text, self.of_action, self.of_reference = (
            {},
            defaultdict(list),
            {},
            defaultdict(list),
        )
        for one in found:
            self.at.setdefault((one.sheet, one.row), one)
            self.of_text[folded(one.text)].append(one)
            self.of_action.setdefault(str(one.action), one)
        for one in self.of_action.values():
            self.of_reference[one.said.get("reference", "")].append(known[str(one.action)])

    def recommendation_of(self, row):
        """The recommendation of a row that says of it what it said at the last import, when a person named it; None
        else."""
        earlier = self.at.get((row.sheet, row.row))
        if earlier is None or folded(earlier.text) != folded(row.understood.text):
            found = self.of_text.get(folded(row.understood.text), ())
            earlier = found[0] if len({one.action for one in found}) == 1 else None
        if earlier is None or any(known_by(row, name) != earlier.said.get(name, "") for name in NAMES_IT):
            return None
        return self.known[str(earlier.action)].recommendation

    def actions_of_text(self, recommendation, text):
        """The actions under a recommendation that were once read with this text, and that no row has taken."""
        return [action for action in self._of_text(recommendation, text) if self.actions.free(action)]

    def _of_text(self, recommendation, text):
        found = dict.fromkeys(self.known[str(one.action)] for one in self.of_text.get(folded(text), ()))
        return [action for action in found if action.recommendation_id == recommendation.pk]

    def calls_otherwise(self, one):
        """Is the action of a row's reference one that the file called by another reference when it was imported?"""
        action = self.actions.by_reference.get(one.reference)
        earlier = self.of_action.get(str(action.uuid)) if action else None
        said = earlier.said.get("reference", "") if earlier else ""
        return bool(said) and said != known_by(one.row, "reference") and not _is_same_number(said, one.row)

    def by_its_reference(self, one):
        """The Same of a row whose reference, as the file says it, was one action's under its recommendation."""
        said = known_by(one.row, "reference")
        found = [
            action
            for action in self.of_reference.get(said, ())
            if action.recommendation_id == one.recommendation.pk and self.actions.free(action)
        ]
        return Same(found[0]) if said and len(found) == 1 else Same()

    def by_its_cell_and_text(self, one):
        """The Same of a row that says in its place what it said there before."""
        action = self._at_cell(one)
        equal = self.actions_of_text(one.recommendation, one.row.understood.text) if action else ()
        return Same(action) if action in equal else Same()

    def by_its_text(self, one):
        """The Same of a row whose text was read elsewhere under its recommendation."""
        equal = self.actions_of_text(one.recommendation, one.row.understood.text)
        return Same(equal[0]) if equal else Same()

    def left_the_plan(self, one):
        """The Same of a row whose text was read before, and whose action has left the plan since: asked."""
        found = self._of_text(one.recommendation, one.row.understood.text)
        gone = [action for action in found if has_left(action)]
        return left_plan(gone[0]) if gone else Same()

    def under_another_recommendation(self, one):
        """The Same of a row whose text was read under another recommendation: asked."""
        earlier = self.of_text.get(folded(one.row.understood.text), ())
        found = [self.known[str(row.action)] for row in earlier]
        action = next((action for action in found if self.actions.free(action)), None)
        if action is None:
            return Same()
        question = (
            f"When this file was last imported, this was {action.reference}, under "
            f"{action.recommendation.reference}; now it is under {one.recommendation.reference}. Is it the same "
            "action?"
        )
        return Same(action, question, action.reference, kind=EARLIER, doubted=(action,))

    def by_its_cell_and_a_near_text(self, one):
        """The Same of a row that says in its place nearly what it said there before, or what the plan says now."""
        action = self._at_cell(one)
        if action is None or action.recommendation_id != one.recommendation.pk:
            return Same()
        text = one.row.understood.text
        before = self.at[one.row.sheet, one.row.row].text
        return Same(action) if are_near(text, before) or are_near(text, action.text) else Same()

    def by_its_cell(self, one):
        """The Same of a row that says in its place another thing: asked."""
        action = self._at_cell(one)
        if action is None:
            return Same()
        text = shortened(self.at[one.row.sheet, one.row.row].text)
        was = f"When this file was last imported, this row was {action.reference}: “{text}”"
        question = f"{was} Is it still the same action?"
        return Same(action, question, action.reference, kind=EARLIER, doubted=(action,))

    def _at_cell(self, one):
        """The action that the row was before, if no other row has taken it."""
        earlier = self.at.get((one.row.sheet, one.row.row))
        action = self.known[str(earlier.action)] if earlier else None
        return action if action and self.actions.free(action) else None

    def unchanged(self, one):
        """The fields of a row whose cells say what they said when its action was last imported."""
        earlier = self.of_action.get(str(one.action.uuid)) if one.action else None
        if earlier is None:
            return set()
        same = {name for name, said in earlier.said.items() if said == known_by(one.row, name)}
        if known_by(one.row, "agency") != earlier.said.get("agency", ""):
            same.discard("lead")
        return same
