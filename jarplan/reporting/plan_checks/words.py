"""What the texts of a plan should not say: days for working days, and how to reach a person."""

import re
import unicodedata

from jarplan.reporting.document.schema import EMAIL
from jarplan.reporting.plan_checks.finding import found
from jarplan.reporting.plan_checks.texts import texts_of
from jarplan.spreadsheets.fonts import lacking

SIGNS = 3  # of a text that are named
STATUTORY = (30, 70)  # working days: SI 2005/1973, regulations 3(4) and 4


DAYS = re.compile(
    r"\b(?P<number>\d{1,3})[\s-]+(?P<unit>(?:calendar|working|school)[\s-]+)?days?\b", re.IGNORECASE
)


PHONE = re.compile(r"(?<![\w£.,/-])(?:\+44[\s-]?(?:\(0\)[\s-]?)?|\(?0)[1-9]\d{1,3}\)?(?:[\s-]?\d){5,8}(?!\d)")


EXTENSION = re.compile(r"\b(?:ext|extn|extension)\b[\s.:]*\d{2,}[\s\d]*", re.IGNORECASE)


def days_or_working_days(content, today):
    """“70 days” where the law, or another text of the plan, says working days."""
    texts = list(texts_of(content))
    counted = [(text, match) for text in texts for match in DAYS.finditer(text.words)]
    in_working_days = set(STATUTORY)
    for _, match in counted:
        if (match["unit"] or "").casefold().startswith("working"):
            in_working_days.add(int(match["number"]))
    for text, match in counted:
        if int(match["number"]) in in_working_days and not match["unit"]:
            law = " in the law" if int(match["number"]) in STATUTORY else " elsewhere in the plan"
            yield found(
                "working-days",
                text.where,
                f"{text.label} says “{match[0]}”, but the same number is used{law} for working days. "
                "State which days are meant.",
                text.page,
            )


def contacts(content, today):
    """An email address or a telephone number, which a published plan keeps for good."""
    for text in texts_of(content):
        for label, pattern in (
            ("the email address", EMAIL),
            ("the telephone number", PHONE),
            ("the telephone extension", EXTENSION),
        ):
            for match in pattern.finditer(text.words):
                yield found(
                    "contact",
                    text.where,
                    f"{text.label} contains {label} “{match[0].strip()}”. Remove it: anyone can read the plan.",
                    text.page,
                )


def signs(content, today):
    """Signs that the papers of a version cannot show, as no font has them."""
    for text in texts_of(content):
        if lost := lacking(text.words):
            names = ", ".join(f"“{one}” ({named(one)})" for one in lost[:SIGNS])
            more = f" and {len(lost) - SIGNS} more" if len(lost) > SIGNS else ""
            sentence = (
                f"{text.label} contains {names}{more}, which the PDF cannot show. Write it in words, or the PDF "
                "shows a mark in its place."
            )
            yield found("sign", text.where, sentence, text.page)


def named(sign):
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower().replace("u+", "U+")
