"""What a rule finds in a plan, and the words that stand over all that one rule finds."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from actions.rules.lifecycle import LIVE

ERROR, WARNING = "error", "warning"

# Each rule's key, how grave it is, and the heading of what it finds; in the order in which they are shown.
RULES = {
    "no-live-action": (ERROR, "Recommendations without an action"),
    "unknown-reference": (ERROR, "References that do not exist"),
    "impossible-date": (ERROR, "Impossible dates"),
    "blue-unanswered": (ERROR, "Blue, and nobody has answered what the record says"),
    "blue-unproven": (WARNING, "Blue, criteria unproven"),
    "not-weighed": (WARNING, "Signed off before claims were weighed"),
    "no-lead": (WARNING, "Actions without an accountable lead"),
    "no-measure": (WARNING, "Actions without a measurable success criterion"),
    "no-date": (WARNING, "Actions without a due date"),
    "immediate-late": (WARNING, "Actions for immediate recommendations due after six months"),
    "one-organisation": (WARNING, "All actions led by one organisation"),
    "before-report": (WARNING, "Dates before the report"),
    "unlikely-year": (WARNING, "Dates in an unlikely year"),
    "totals": (WARNING, "Totals that do not add up"),
    "working-days": (WARNING, "“Days” where working days are meant"),
    "paper-reference": (WARNING, "References in the council’s report"),
    "contact": (WARNING, "Email addresses and telephone numbers"),
    "sign": (WARNING, "Characters that the PDF cannot show"),
    "person-named": (WARNING, "Names of people"),
    "same-reference": (WARNING, "References used twice"),
    "same-text": (WARNING, "Actions with the same wording"),
}

# The page on which a finding is mended: its address, whether that takes the reference, and what to call it.
PAGES = {
    "action": ("reporting:action", True, "Open {}"),
    "recommendation": ("reporting:recommendation", True, "Open {}"),
    "deadlines": ("recommendations:deadline-list", False, "Open the deadlines"),
    "inspection": ("recommendations:inspection-list", False, "Open the inspections"),
    "paper": ("recommendations:paper", True, "Open the council’s report"),
    "finance": ("finance:index", False, "Open the cost table"),
    "children": ("recommendations:childrens-page", False, "Open the page for children and young people"),
    "plan": ("reporting:actions", False, "Open the actions"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that the lint found: how grave, by which rule, where, and a sentence that says what to do.

    `page` is the kind of page on which it is mended (action, recommendation, deadlines, children, finance,
    inspection, paper, or plan for the plan as a whole); `where` is then the reference on it, unless `of` is, and
    `anchor` the place on the page.
    """

    level: str
    rule: str
    where: str
    sentence: str
    page: str = "plan"
    of: str = ""
    anchor: str = ""

    @property
    def heading(self):
        """What stands over all that its rule finds."""
        return RULES[self.rule][1] if self.rule in RULES else "Other checks"

    @property
    def href(self):
        """The address of the page on which it is mended; nothing where there is no such page."""
        name, takes_reference, _ = PAGES[self.page]
        try:
            page = reverse(name, args=[self.of or self.where] if takes_reference else [])
        except NoReverseMatch:
            return ""
        return f"{page}#{self.anchor}" if self.anchor else page

    @property
    def link(self):
        """The words of the link to that page."""
        return PAGES[self.page][2].format(self.where)

    @property
    def record(self):
        """As it is kept in the record of a published version."""
        return {"level": self.level, "rule": self.rule, "where": self.where, "sentence": self.sentence}


def found(rule, where, sentence, page="plan", **place):
    """The Finding of a rule, which knows how grave it is."""
    return Finding(RULES[rule][0], rule, where, sentence, page, **place)


def live(content):
    """The actions that are in the plan: not declined, withdrawn or superseded."""
    return [action for action in content.actions if action.status in LIVE]
