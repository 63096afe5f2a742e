"""How a list of actions is laid out, read from its address: in lines or in full, which columns, which groups."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import BadRequest
from django.utils.safestring import SafeString

from actions.rules.filters import NOBODY, named_frame
from jarplan.reporting.filling import filled
from jarplan.reporting.lists.columns import NO_LEAD, every_column, table_rows
from jarplan.reporting.lists.timeline import timeline_column
from recommendations.references import prefix_of

COMPACT, FULL, TIMELINE = "compact", "full", "timeline"
VIEWS = {COMPACT: "Compact", FULL: "Full", TIMELINE: "Timeline"}
# What an address that names no columns shows.
SHOWN = {
    COMPACT: ("lead", "due", "rating", "status"),
    FULL: ("lead", "due", "rating", "status", "reported"),
    TIMELINE: ("due", "rating"),
}
CHOOSABLE = {
    "recommendation": "Recommendation",
    "lead": "Led by",
    "due": "Due",
    "rating": "Rating",
    "confidence": "Confidence",
    "status": "Status",
    "reported": "Last reported",
}


@dataclass(frozen=True)
class Shape:
    """`view`: COMPACT, FULL or TIMELINE; `asked`: the keys of the columns that the address names, () for those of
    the view."""

    view: str = COMPACT
    asked: tuple = ()

    @classmethod
    def read(cls, query, view=COMPACT):
        """The layout in a QueryDict, `view` where it asks for none. BadRequest for a view or column that there is
        not."""
        view, asked = query.get("view", "") or view, tuple(filter(None, query.getlist("columns")))
        if view not in VIEWS:
            raise BadRequest(f"“{view}” is not one of the choices for view.")
        for key in asked:
            if key not in CHOOSABLE:
                raise BadRequest(f"“{key}” is not one of the choices for columns.")
        return cls(view, asked)

    @property
    def is_brief(self):
        return self.view != FULL

    @property
    def is_timeline(self):
        return self.view == TIMELINE

    @property
    def shown(self):
        """The keys of the columns beside the action itself."""
        return self.asked or SHOWN[self.view]

    def columns(self, rounds, waits, scale=None):
        """The columns, in the order of the list whatever that of the address; with the bars of a timeline after the
        action, where a `scale` to draw them to is given."""
        head, *others = [
            one for one in every_column(rounds, waits) if one.key == "action" or one.key in self.shown
        ]
        return [head, *([timeline_column(scale)] if scale else []), *others]

    def exported(self, rounds, waits):
        """The columns of a sheet of the list: those that the address names, else every one."""
        return self.columns(rounds, waits) if self.asked else every_column(rounds, waits)


@dataclass(frozen=True)
class Group:
    """By what actions are grouped: the columns of their rows that tell groups apart, the same of a record, how a
    group is named, and the filters that find it."""

    columns: tuple
    key_of: object
    name_of: object
    filters_of: object


GROUPED = {
    "recommendation": Group(
        ("recommendation__reference",),
        lambda record: (record.recommendation,),
        lambda record, several: record.recommendation,
        lambda record, several: {"recommendation": record.recommendation},
    ),
    "timeframe": Group(
        ("recommendation__inspection__reference_prefix", "recommendation__timeframe__label"),
        lambda record: (prefix_of(record.recommendation), record.timeframe),
        lambda record, several: frame(record, several),
        lambda record, several: {"timeframe": frame(record, several)},
    ),
    "lead": Group(
        ("accountable__post__title", "accountable__post__organisation__name"),
        lambda record: (record.lead or None, record.organisation or None),
        lambda record, several: f"{record.lead}, {record.organisation}" if record.lead else NO_LEAD,
        lambda record, several: (
            {"lead": record.lead, "organisation": record.organisation} if record.lead else {"lead": NOBODY}
        ),
    ),
}


def frame(record, several):
    """The timeframe of a record; with its inspection where several are shown."""
    return named_frame(prefix_of(record.recommendation), record.timeframe) if several else record.timeframe


def body_rows(shape, group, columns, records, numbers, address, day, as_at, several):
    """The <tbody>s of a page of records: one, or one for each group under its name and the number of all of it.
    `numbers`: {key of a group: how many}; `address(**filters)`: of the list that shows a group alone."""
    if not group:
        return body(table_rows(columns, records, day, as_at, shape.is_brief))
    by = GROUPED[group]
    bodies = []
    for key, members in groupby(records, by.key_of):
        members = list(members)
        name, filters = by.name_of(members[0], several), by.filters_of(members[0], several)
        number = numbers[key]
        head = filled(HEAD, len(columns), name, address(**filters), number, "" if number == 1 else "s", name)
        bodies.append(body(head + table_rows(columns, members, day, as_at, shape.is_brief)))
    return SafeString("\n".join(bodies))


def body(rows):
    return filled("<tbody>{}</tbody>", rows)


HEAD = (
    '<tr class="group-row"><th scope="rowgroup" colspan="{}">{} <a class="group-number" href="{}">{} action{}'
    '<span class="visually-hidden"> of {}</span></a></th></tr>\n'
)
