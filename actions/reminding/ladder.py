"""The ladder by which a late report is told to more and more people, as an installation has set it. Pure but for the
one read.
"""

from dataclasses import dataclass

from actions.models import ReminderRules

LEAD, APPROVER, ACCOUNTABLE, PORTFOLIO = "lead", "approver", "accountable", "portfolio"
# From the first to the last step: who it is, in words.
STEPS = {
    LEAD: "Lead",
    APPROVER: "Approver of the lead organisation",
    ACCOUNTABLE: "Accountable officer of the recommendation",
    PORTFOLIO: "Portfolio holder of the recommendation",
}
DEFAULTS = {
    "lead_after": 1,
    "approver_after": 5,
    "accountable_after": 10,
    "portfolio_after": 15,
    "papers_before": 5,
}


@dataclass(frozen=True)
class Ladder:
    """After how many working days without a report each is told (None: never); `papers_before`: how many working days
    before a meeting its papers are due; `version`: of the row that says so, 0 while nobody has set any."""

    lead_after: int | None
    approver_after: int | None
    accountable_after: int | None
    portfolio_after: int | None
    papers_before: int
    version: int = 0

    @property
    def steps(self):
        """(key, words, number of working days or None) of each step."""
        return [(key, words, getattr(self, f"{key}_after")) for key, words in STEPS.items()]

    def reached(self, days):
        """The keys of the steps that so many working days without a report have reached."""
        return [key for key, _words, after in self.steps if after is not None and after <= days]

    @property
    def first(self):
        """After how many working days the first is told; None where nobody ever is."""
        return min((after for _key, _words, after in self.steps if after is not None), default=None)


def read_ladder():
    row = ReminderRules.objects.values(*DEFAULTS, "version").first()
    return Ladder(**(row or DEFAULTS))
