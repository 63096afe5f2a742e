"""The fields of an action, each described once. Model limits, form, comparison, stored state, import, workbooks,
exports, published plan, checks and history derive from FIELDS; docs/howto/add-a-field.md says how to add one.

It lies among the rules because the model and its records need it, and these lie below the verbs of the plan.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds: the action's own text, posts, names, criteria or a date, which each have code of their own;
    or plain text, of one line or of paragraphs, for which its row in FIELDS is enough.
    """

    TEXT = "text"
    POSTS = "posts"
    NAMES = "names"
    CRITERIA = "criteria"
    DATE = "date"
    LINE = "line"
    PARAGRAPHS = "paragraphs"


DATE_PARTS = ("raw", "precision", "earliest", "latest")
# What is typed of a criterion: how it is measured, which a signature covers, and where it stands.
MEASURE = ("statement", "unit", "baseline", "target", "target_on")
CRITERION_PARTS = (*MEASURE, "current")


@dataclass(frozen=True)
class Field:
    """One field of an action, known by its `key` in code, in stored states and in JSON.

    `limit`: characters, of each entry where there are several. `topic`: under which its changes are found in the
    history. `ends_sign_off`: what has changed, in words, where a change of it ends a sign-off; that and whatever is
    `guarded` besides changes by request once the action is agreed. `form_label`: beside
    the two texts of a stale save. `sheet`: its key in sheets and in what is kept of them, and `sheet_label` what an
    import calls it. `heading`, `width` (characters) and `guidance`: its column in our own workbook; `other_headings`
    mean it too, beside those that the reader of sheets knows by itself. `exported` and `published`: its heading in
    the exported list and in the published plan, "" where it is not there. `named`: what a check of the plan calls it.
    `since`: the format of an action's state that has it first.
    """

    key: str
    label: str
    kind: Kind
    limit: int
    topic: str = "text"
    ends_sign_off: str = ""
    guarded: bool = False
    form_label: str = ""
    help_text: str = ""
    sheet: str = ""
    sheet_label: str = ""
    heading: str = ""
    width: int = 22
    guidance: str = ""
    other_headings: tuple = ()
    exported: str = ""
    published: str = ""
    named: str = ""
    since: int = 4

    def __post_init__(self):
        usual = {
            "form_label": self.label,
            "sheet_label": self.label,
            "heading": self.sheet_label or self.label,
        }
        usual |= {"sheet": self.key, "guidance": self.help_text, "named": f"The {self.label.lower()}"}
        for name, value in usual.items():
            object.__setattr__(self, name, getattr(self, name) or value)
        object.__setattr__(self, "guarded", self.guarded or bool(self.ends_sign_off))

    @property
    def columns(self):
        """Its columns in the action's own row, which are its keys in a state too; none where it has rows."""
        if self.kind == Kind.DATE:
            return tuple(f"{self.key}_{part}" for part in DATE_PARTS)
        return () if self.kind in (Kind.POSTS, Kind.NAMES, Kind.CRITERIA) else (self.key,)


# In the order of the published plan.
FIELDS = (
    Field(
        "text",
        "What will be done",
        Kind.TEXT,
        4000,
        ends_sign_off="text",
        sheet_label="Action",
        width=48,
        published="What will be done",
        named="The text",
    ),
    Field(
        "leads",
        "Led by",
        Kind.POSTS,
        200,
        ends_sign_off="leads",
        form_label="Leads, the accountable one first",
        sheet="lead",
        sheet_label="Lead",
        width=34,
        published="Led by",
        named="A lead",
    ),
    Field(
        "partners",
        "Supporting partners",
        Kind.NAMES,
        200,
        sheet_label="Partners",
        width=26,
        published="Supporting partners",
        named="A supporting partner",
    ),
    Field(
        "criteria",
        "Success criteria",
        Kind.CRITERIA,
        1000,
        ends_sign_off="success criteria",
        width=42,
        published="How success is measured",
        named="A success criterion",
    ),
    Field(
        "resources",
        "Resources",
        Kind.LINE,
        500,
        help_text="Money, staff or premises.",
        guidance="What the action costs or needs, in your own words.",
        exported="Resources",
        published="Resources",
    ),
    # The path of its criteria and the first round that asks for a report begin with it, and with them its rating.
    Field("start", "Start", Kind.DATE, 200, topic="dates", guarded=True, width=14, published="Start"),
    Field("due", "Due", Kind.DATE, 200, topic="dates", heading="By when", width=14, published="Due"),
)
FIELD = {one.key: one for one in FIELDS}
COLUMNS = tuple(name for one in FIELDS for name in one.columns)
PARTS = tuple(one.key for one in FIELDS if not one.columns)
# Plain texts: what is said of them here is all that there is to say.
TEXTS = tuple(one for one in FIELDS if one.kind in (Kind.LINE, Kind.PARAGRAPHS))
TEXT_KEYS = tuple(one.key for one in TEXTS)
SIGNED_TEXTS = tuple(one for one in TEXTS if one.ends_sign_off)


def texts_of(action):
    """(Field, words) of each plain text of an action, or of anything that has its fields."""
    return [(one, getattr(action, one.key)) for one in TEXTS]


# What a sheet says of an action and is kept beside it, but never counted.
SAID = {
    "status": Field("status", "Status", Kind.LINE, 200),
    "rag": Field("rag", "Rating (RAG)", Kind.LINE, 200, sheet_label="Rating"),
    "notes": Field("notes", "Notes", Kind.LINE, 2000, sheet_label="Notes or progress"),
}


def _sheet_labels(*keys):
    return {FIELD[key].sheet: FIELD[key].sheet_label for key in keys}


# All that is read of a sheet, in the order of a plan sheet, by its key there, with what an import calls it.
SHEET_LABELS = {
    "recommendation": "Recommendation number",
    "recommendation_text": "Recommendation",
    "theme": "Theme or section",
    "band": "Timeframe",
    "reference": "Action reference",
    **_sheet_labels("text", "leads"),
    "agency": "Lead agency",
    **_sheet_labels("partners", "start", "due"),
    "revised": "Revised due date",
    **_sheet_labels("criteria", *TEXT_KEYS),
    **{key: one.sheet_label for key, one in SAID.items()},
    "evidence": "Evidence",
}
