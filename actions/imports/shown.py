"""What the pages show of a draft or an import: its figures, and its rows, fifty at a time."""

from django.core.paginator import Paginator

from actions.imports.counting import counted
from actions.models import DateChange
from actions.rules.fields import SAID

PER_PAGE = 50
RESULTS = {
    "new": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "rejected": "Rejected",
    "question": "Question",
    "left out": "Left out",
}
DONE = {
    "new": "Added",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "rejected": "Not imported",
    "question": "Not answered",
    "left out": "Left out",
}
NOT_IMPORTED = ("rejected", "left out")  # an import of before has no rows that were left out
VISIBLE = ("lead", "due")
FILTERS = {
    "new": "New rows",
    "changed": "Changed rows",
    "unchanged": "Unchanged rows",
    "rejected": "Rejected rows",
    "left out": "Rows left out",
    "question": "Rows with an unanswered question",
    "open": "Rows with an unanswered question",
    "later": "Rows with a new date for an agreed action",
    "moved": "Rows that have changed since the preview",
    "told": "Rows to check",
}


def chosen(rows, show):
    """The rows of a filter; all of them where it is none of FILTERS."""
    if show in RESULTS:
        return [row for row in rows if row["result"] == show]
    if show == "open":
        return [row for row in rows if row["questions"]]
    if show == "later":
        return [row for row in rows if any(change["later_date"] for change in row["changes"])]
    if show == "moved":
        return [row for row in rows if row.get("moved")]
    if show == "told":
        return [row for row in rows if row["warnings"]]
    return rows


def page_of_rows(request, rows, words, asked_dates=()):
    """What the rows' part of a page needs: the filter, and one page of rows as they are shown."""
    show = request.GET.get("show", "")
    show = show if show in FILTERS else ""
    found = chosen(rows, show)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [as_shown(row, words, asked_dates) for row in page.object_list]
    told = sum(bool(row["warnings"]) for row in rows)
    return {
        "show": show,
        "showing": FILTERS.get(show, ""),
        "page_obj": page,
        "total": len(rows),
        "told": told,
    }


def as_shown(row, words, asked_dates=()):
    """A row with its result in words, and its values parted into those that are seen and those behind a click."""
    return row | {
        "label": words.get(row["result"], row["result"]),
        "changes": [named(change) for change in row["changes"]],
        "visible": [one for one in row["changes"] if one["field"] in VISIBLE],
        "asked": row["reference"] in asked_dates,
    }


def named(change):
    """A change whose label says where a value is only what the sheet says."""
    return change | {"label": f"{change['label']} in the spreadsheet"} if change["field"] in SAID else change


def figures(counts, questions_at=""):
    """What stands on top of a page: how many rows would do what, or did, each leading to them. `questions_at` is
    where the open questions are answered."""
    told = [
        (counts.get("new", 0), "new", "new", ""),
        (counts.get("changed", 0), "changed", "changed", ""),
        (counts.get("unchanged", 0), "unchanged", "unchanged", ""),
        (counts.get("rejected", 0), "rejected", "rejected", "warn"),
    ]
    if counts.get("left out"):
        told.append((counts["left out"], "left out", "left+out", ""))
    if counts.get("question"):
        told.append((counts["question"], "waiting for an answer", "question", "warn"))
    if counts.get("later_dates"):
        told.append((counts["later_dates"], "new dates for agreed actions", "later", ""))
    found = [
        {"number": f"{number:,}", "label": label, "href": f"?show={show}#rows", "look": look}
        if number
        else {"number": 0, "label": label}
        for number, label, show, look in told
    ]
    if questions_at and counts.get("questions"):
        open_ones = {"number": f"{counts['questions']:,}", "label": "unanswered questions", "look": "warn"}
        found.append(open_ones | {"href": questions_at})
    return found


def as_kept(row):
    """A row of an import as it is kept now; imports from before drafts kept less, under other names."""
    if "result" in row:
        return row
    rejected = [
        {"field": "", "cell": one["cell"], "raw": "", "sentence": f"{one['column']}: {one['reason']}"}
        for one in row.get("reasons", ())
    ]
    changes = [
        {"field": "", "later_date": False, "requested": False, "raw": one["new"], **one}
        for one in row.get("changes", row.get("values", ()))
    ]
    return {
        "sheet": "",
        "row": row["row"],
        "result": row["outcome"],
        "recommendation": row["reference"].rpartition(".")[0],
        "reference": row["reference"],
        "action": "",
        "text": row.get("text", ""),
        "changes": changes,
        "rejected": rejected,
        "questions": [],
        "warnings": [],
    }


def dates_asked(plan_import):
    """The references of the agreed actions for which an import asked for a later date."""
    uuids = [uuid for kind, uuid in plan_import.touched if kind == "date_change"]
    if not uuids:
        return frozenset()
    asked = DateChange.objects.filter(uuid__in=uuids)
    return frozenset(asked.values_list("action__reference", flat=True))


def outcome(plan_import):
    """What came of an import, in a sentence."""
    counts = plan_import.counts
    said = f"Imported: {counts['new']:,} new and {counts['changed']:,} changed."
    if plan_import.not_imported:
        said += f" {counted(plan_import.not_imported, 'row')} not imported."
    return said
