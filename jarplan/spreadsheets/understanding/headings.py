"""Headings of plan sheets recognised by meaning, as councils write them. A heading is a field of an action and how
sure that is; what is not recognised is None and never guessed.
"""

import re
from dataclasses import dataclass

LONGEST = 200
SURE = 0.7
# Fields that may have several columns: who is responsible and who accountable, criteria and outcomes, progress and
# comments.
SEVERAL = ("lead", "criteria", "notes")
# Each field, named as in a plan sheet's own columns, with the headings that mean it.
MEANINGS = {
    "recommendation": """
        rec no, rec, rec number, recommendation no, recommendation number, rec ref, jar rec,
        recommendation ref, recommendation reference, jar ref, r no, finding no, priority no
    """,
    "recommendation_text": """
        recommendation, recommendations, jar recommendation, jar recommendations, area for
        improvement, areas for improvement, area for development, areas for development, what,
        finding, findings, issue, issues, key issue, inspection finding, recommendation text,
        priority, priorities, improvement area, objective, ofsted recommendation, inspectors
        recommendation, key judgement, what needs to improve, what do we need to do, we need to,
        theme
    """,
    "band": """
        timescale band, band, time band, timeframe, time frame, priority band, urgency, term of
        action
    """,
    "reference": """
        action ref, action reference, action no, action number, reference, ref, ref no, no,
        number, reference number, id, item, item no, action id, unique ref, task no, line, row
    """,
    "text": """
        action, actions, action required, actions required, key action, key actions, how, task,
        tasks, activity, activities, agreed action, planned action, action to be taken, actions
        to be taken, action taken, what will we do, what we will do, how will we do it, action
        point, action points, proposed action, steps, key tasks, improvement action, specific
        actions, action description, description of action, what are we going to do, response,
        action plan, actions needed
    """,
    "lead": """
        lead officer, lead, leads, lead person, who, who by, by who, by whom, responsible,
        responsible officer, responsible person, person responsible, responsibility,
        accountable, owner, action owner, accountable officer, accountable person, lead
        officers, lead professional, lead name, officer, officer responsible, led by, named
        lead, lead responsibility, key person, accountability, who is responsible, who will do
        it, senior responsible officer, sro, lead manager, post, job title, lead officer agency,
        lead officer and agency, lead officer organisation, lead agency officer, lead post,
        strategic lead, operational lead
    """,
    "agency": """
        lead agency, agency, lead organisation, organisation, lead body, responsible agency,
        responsible organisation, lead partner, service, department, directorate, lead service
    """,
    "partners": """
        partners, partner, partner agencies, supporting partners, partner agency, partner
        organisations, other agencies, supporting agencies, support, supported by, with, others
        involved, key partners, who else, contributors, other partners, partners involved,
        agencies involved, supporting officers, support from
    """,
    "start": """
        start date, start, from, begins, date started, start by, commencement, commencement
        date, planned start, commence, starts, begin
    """,
    "due": """
        target date, due, due date, timescale, timescales, when, by when, deadline, completion
        date, date, end date, end, finish, finish date, target completion date, date due,
        complete by, completion, to be completed by, target, target timescale, date for
        completion, milestone, milestones, milestone date, milestones and dates, to, planned
        completion, planned end, due by, target completion, date to be completed, review date,
        when by, timeline, delivery date
    """,
    "criteria": """
        success criteria, success criterion, measure of success, measures of success, success
        measure, success measures, outcome, outcomes, impact, impact measure, success criteria
        impact measure, intended outcome, expected outcome, expected outcomes, desired outcome,
        how will we know, how will we know we have succeeded, how we will know, performance
        measure, performance measures, performance indicator, performance indicators, kpi, kpis,
        measure, measures, intended impact, expected impact, success indicators, impact on
        outcomes, what will success look like, so what, what difference will it make, outcome
        measure, outcome measures, outputs, output, indicators
    """,
    "resources": """
        resources, resource, cost, costs, resources cost, budget, resource implications,
        funding, resources required, cost and resources, costs and resources, financial
        implications, resources needed, cost resources, resources and costs, resourcing,
        estimated cost, resource needs
    """,
    "status": """
        status, action status, current status, position, state, stage, completed, complete y n
    """,
    "rag": """
        rag, brag, rag rating, rag status, brag rating, brag status, rating, traffic light,
        colour, current rag, r a g, rag score, progress rag, overall rag, rag assessment
    """,
    "notes": """
        notes, note, comments, comment, progress, update, updates, progress update, progress to
        date, progress notes, notes progress, commentary, remarks, latest position, current
        position, progress report, latest update, progress comments, progress made, actions to
        date, narrative, progress and comments, monitoring, next steps, further action
    """,
    "evidence": """
        evidence, evidence of impact, evidence of completion, evidence of progress, supporting
        evidence, evidence source, source of evidence, verification, evidence base, proof
    """,
}
# Reversed, so that of two fields that list the same heading the upper one has it.
MEANT = {
    " ".join(heading.split()): field
    for field, headings in reversed(MEANINGS.items())
    for heading in headings.split(",")
}
# A word that gives a longer heading away, the telling ones first; the heading's own words decide between fields.
TOLD = (
    (r"\bb?rag\b|traffic light", "rag"),
    (r"\bevidence\b", "evidence"),
    (r"success|outcome|impact|measures?\b|how will (?:we|you) know|indicators?\b|difference", "criteria"),
    (r"resourc|\bcosts?\b|budget|funding|financial", "resources"),
    (r"\bpartners?\b|supporting|contributor|other agenc", "partners"),
    (r"\bstart|commenc", "start"),
    (
        r"timescale|deadline|by when|\bdue\b|target date|complet\w+ (?:date|by)|end date|milestone|\bwhen\b",
        "due",
    ),
    (r"lead (?:agency|organisation|body)|responsible (?:agency|organisation)", "agency"),
    (r"\blead|responsib|accountab|\bwho\b|\bowner|by whom|officer", "lead"),
    (r"progress|update|comment|\bnotes?\b|position", "notes"),
    (r"status", "status"),
    (
        r"(?:recommendation|\brec\b).*(?:\bno\b|number|\bref|\bid\b)|(?:\bno\b|\bref\w*) .*recommendation",
        "recommendation",
    ),
    (r"action (?:no|number|ref|id)|\breference\b|\bref\b", "reference"),
    (r"recommend|area\w* (?:for|of) (?:improvement|development)|finding", "recommendation_text"),
    (r"\baction|\btasks?\b|activit", "text"),
)
# What our own exports say of an action beside what it is: worked out by the plan, and never read back.
WORKED_OUT = frozenset(
    {
        "sample",
        "due as written",
        "days overdue",
        "original due date",
        "times moved",
        "slip in working days",
        "rating by the rule",
        "why by the rule",
        "differs from the declared rating",
        "challenged on",
        "waiting for",
        "last reported",
    }
)
GIVEAWAYS = tuple((re.compile(pattern), field) for pattern, field in TOLD)
APOSTROPHE, WORDS = re.compile(r"(?<=\w)['’](?=\w)"), re.compile(r"[a-z0-9]+")
BRACKETS = re.compile(r"[(\[\"“].*?[)\]\"”]", re.DOTALL)
FIRST_END = re.compile(r"[/|\n(]|\s-\s")
AS_AT = re.compile(r" (?:as at|as of|to date|at|by|since) .*\d.*$")
FILLERS = re.compile(
    r"\b(?:the|a|an|of the|our|jar|apa|please|state|proposed|planned|agreed|key|draft|latest|current|revised)\b"
)


SAYS_NOTHING = frozenset(re.findall(r"\w+", FILLERS.pattern))
OPENING = '(["“'


@dataclass(frozen=True)
class Heading:
    """The field that a heading was taken for, and how sure that is: from 0.5 to 1."""

    field: str
    confidence: float


def read_heading(text):
    """The Heading of one cell's text, or None where its meaning is not known."""
    whole = plain(text) if len(str(text)) <= LONGEST else ""
    if not whole or len(whole.split()) > 16:
        return None
    # From the heading as it stands to what is left of it without brackets and filling words, each a little
    # less sure.
    tries = (
        (whole, 1.0),
        (plain(_without_brackets(text)), 0.9),
        (" ".join(FILLERS.sub(" ", AS_AT.sub("", whole)).split()), 0.8),
    )
    for words, confidence in tries:
        for said in (words, _singular(words)):
            if said in MEANT:
                return Heading(MEANT[said], confidence)
    first = plain(FIRST_END.split(str(text).strip(), maxsplit=1)[0])
    if first in MEANT:
        return Heading(MEANT[first], 0.7)
    # A longer text is a sentence, in which any of the telling words may occur by chance.
    if len(whole.split()) > 9:
        return None
    return next((Heading(field, 0.5) for pattern, field in GIVEAWAYS if pattern.search(whole)), None)


def may_be_sure(text):
    """A quick look at whether read_heading() may be surer than half of a text: does it begin with a word with which
    a heading that we know begins, after words that say nothing?
    """
    # Most cells of a plan end here: headers are looked for in every row.
    first = _first_word(plain(str(text)[:LONGEST]).split())
    return first in FIRST_WORDS or first[:-1] in FIRST_WORDS or any(sign in text for sign in OPENING)


def _first_word(words):
    return next((word for word in words if word not in SAYS_NOTHING), "")


def read_headings(texts, *, recommendation_follows=True):
    """The Heading of each cell of a header row, or None: no field is taken twice, the surer heading wins. “Ref”
    or “No” before the recommendation's own text is the recommendation's number, unless it has a column already;
    “What?” without any other action column is the action.
    """
    found = [read_heading(text) for text in texts]
    fields = [heading.field if heading else None for heading in found]
    if recommendation_follows and "recommendation_text" in fields and "recommendation" not in fields:
        text_at = fields.index("recommendation_text")
        before = [at for at in range(text_at) if fields[at] == "reference" and not _is_of_action(texts[at])]
        if before:
            found[before[0]] = Heading("recommendation", 0.8)
    # “What?” heads the findings in some plans and the actions in others.
    if "text" not in fields:
        for at, text in enumerate(texts):
            if fields[at] == "recommendation_text" and plain(text).startswith(
                ("what", "objective", "we need")
            ):
                found[at] = Heading("text", 0.6)
    return _each_once(found)


def _is_of_action(text):
    return "action" in plain(text) or "task" in plain(text)


def _each_once(found):
    """Each field for the column whose heading is the surest of it; those of SEVERAL for every column that surely is
    one.
    """
    best = {}
    for at, heading in enumerate(found):
        if heading and (
            heading.field not in best or heading.confidence > found[best[heading.field]].confidence
        ):
            best[heading.field] = at
    return [
        heading if heading and (best[heading.field] == at or _may_be_another(heading)) else None
        for at, heading in enumerate(found)
    ]


def _may_be_another(heading):
    return heading.field in SEVERAL and heading.confidence >= SURE


def plain(text):
    """Words only, in lower case, whatever line breaks, stops and slashes stand between them."""
    return " ".join(WORDS.findall(APOSTROPHE.sub("", str(text).casefold())))


def _without_brackets(text):
    return BRACKETS.sub(" ", str(text))


def _singular(words):
    return words[:-1] if words.endswith("s") else words


# With the first words as they stand, for a heading that is one of those that say nothing elsewhere: “State”.
FIRST_WORDS = frozenset(word for known in MEANT for word in (_first_word(known.split()), known.split()[0]))
