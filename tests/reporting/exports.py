"""An export of the list of actions, brought back as an import."""

import io

from actions.imports.planmatch import Standing, match_plan
from jarplan.spreadsheets.planlayout import lay_out
from jarplan.spreadsheets.reading import read_workbook

ENDINGS = ("xlsx", "csv")


def brought_back(visit, person, ending, query=""):
    """The PlanMatch of an export of the list of actions."""
    return matched(visit(person, f"/actions.{ending}{query}").content, f"actions.{ending}")


def matched(content, name):
    """The PlanMatch of a file."""
    standing = Standing.read()
    sheets = read_workbook(io.BytesIO(content), name)
    table = lay_out(sheets, known=standing.known, near=standing.published, published=standing.published)
    return match_plan(table, standing)


def differences(match):
    """What is not as it should be, in words."""
    found = []
    for one in match.rows:
        if one.result != "unchanged" or one.changes or one.questions or one.rejected:
            found.append((one.reference, one.result, one.changes, one.questions, one.rejected))
    return found
