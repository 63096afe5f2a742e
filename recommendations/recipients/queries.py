"""Reads of recipients, live or at the end of a past day."""

from jarplan.audit.reading.as_at import states
from recommendations.models import Served


def recipient_rows(as_at=None):
    """Every recipient as its page shows it, in order; with the types of inspection that name it."""
    named = {}
    for kind in states("inspection_kind", as_at).values():
        for slug in dict.fromkeys(part["recipient"] for part in kind["reached"]):
            named.setdefault(slug, []).append(kind["name"])
    rows = [
        {
            "uuid": str(uuid),
            "order": state["order"],
            "words": state["words"],
            "served": Served(state["served"]).label,
            "kinds": sorted(named.get(state["slug"], ()), key=str.casefold),
        }
        for uuid, state in states("recipient", as_at).items()
    ]
    return sorted(rows, key=lambda row: (row["order"], row["words"]))
