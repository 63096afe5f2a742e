"""An export of the list of actions, brought back as an import."""

import io

from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.plan_match import match_plan
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook

ENDINGS = ("xlsx", "csv")


def brought_back(visit, person, ending, query=""):
    """The PlanMatch of an export of the list of actions."""
    return matched(visit(person, f"/actions.{ending}{query}").content, f"actions.{ending}")


def matched(content, name):
    """The PlanMatch of a file."""
    standing = CurrentPlan.read()
    sheets = read_workbook(io.BytesIO(content), name)
    days = {"near": standing.published, "published": standing.published}
    table = lay_out(sheets, known=standing.known, remembered=OUR_HEADINGS, **days)
    return match_plan(table, standing)


def differences(match):
    """What is not as it should be, in words."""
    found = []
    for one in match.rows:
        if one.result != "unchanged" or one.changes or one.questions or one.rejected:
            found.append((one.reference, one.result, one.changes, one.questions, one.rejected))
    return found
