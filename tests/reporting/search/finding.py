"""Searching as somebody does, and what was found."""

from urllib.parse import quote

MARK = "quokka"
EVERYTHING = {
    "recommendations": ["R4"],
    "actions": ["R4.1"],
    "reports": ["R4.1"],
    "evidence": ["R4.1"],
    "meetings": ["OSMB, 6 August 2008"],
}


def found(response):
    """{kind: [what each is called]}."""
    return {group.key: [one.name for one in group.shown] for group in response.context["groups"]}


def search(visit, person, words, more=""):
    return visit(person, f"/search/?q={quote(words)}{more}")
