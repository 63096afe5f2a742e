"""Outlines of papers for tests: `make_outline(actions=3)`."""

from jarplan.reporting.published.outline import look_of_paper
from jarplan.reporting.ratings import LOOKS


def make_outline(actions=1, text="Review all cases", **changes):
    """A sound outline of one recommendation with so many actions."""
    cells = [["Led by", "Head of Service"], ["Due", "18 July 2008"], ["Rating", "Green", "green"]]
    part = {
        "heading": "R1 Put the findings right",
        "text": "",
        "cells": [["Accountable", "Director"]],
        "actions": [
            {"heading": f"R1.{number} Review", "cells": [["What will be done", text], *cells]}
            for number in range(1, actions + 1)
        ],
    }
    key = {
        "caption": "Key",
        "head": ["Rating", "Means"],
        "rows": [[["", "Green", "green"], "On track"]],
        "kind": "key",
    }
    return {
        "title": "Plan, version 1",
        "place": "Leicester",
        "about": "What is done.",
        "head": "Leicester",
        "mark": "Draft",
        "foot": "Plan, version 1",
        "day": "2008-09-08",
        "no_action": "No action yet",
        "looks": {key: look_of_paper(look) for key, look in LOOKS.items()},
        "cover": {
            "subtitle": "How",
            "warnings": ["Draft."],
            "facts": [["Version", "1"]],
            "proofs": [["Hash", "ab"]],
        },
        "intro": ["One"],
        "summary": {"heading": "Summary", "words": ["One action."], "tables": [key]},
        "sections": [{"heading": "Now", "words": "JAR.", "parts": [part]}],
        "closing": [{"heading": "For children", "words": ["We will do better."]}],
        **changes,
    }
