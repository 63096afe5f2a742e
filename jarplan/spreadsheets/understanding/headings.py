"""Headings of plan sheets recognised by meaning, as councils write them. A heading is a field of an action and how
sure that is; what is not recognised is None and never guessed.
"""

import re
from dataclasses import dataclass

from jarplan.spreadsheets.understanding.contents import fit
from jarplan.spreadsheets.understanding.dates.calendar_words import MONTH

LONGEST = 200
SURE = 0.7
GUESS = 0.5  # by one telling word
SURE_PAIR = 0.9  # by the heading of another column
NAMED = {
    "recommendation_text": "recommendation",
    "text": "action",
}  # what a heading calls a field by its name
LEAST = 0.35  # of a heading that its column's cells speak against
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
        recommendation, key judgement, what needs to improve, what do we need to do, we need to
    """,
    "theme": """
        theme, bucket name, bucket, strand, workstream, work stream, section, group, category,
        task category, topic, area, programme, project, domain, heading, epic, parent, list
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
        action plan, actions needed, task name, task title, task description, action name, action
        title, mitigation plan, mitigation, mitigating action, mitigating actions, agreed
        management action, what we are doing, what are we doing, what is being done, management
        response, to do, name, title, description, subject, summary
    """,
    "lead": """
        lead officer, lead, leads, lead person, who, who by, by who, by whom, by, responsible,
        responsible officer, responsible person, person responsible, responsibility,
        accountable, owner, action owner, accountable officer, accountable person, lead
        officers, lead professional, lead name, officer, officer responsible, led by, named
        lead, lead responsibility, key person, accountability, who is responsible, who will do
        it, senior responsible officer, sro, lead manager, post, job title, lead officer agency,
        lead officer and agency, lead officer organisation, lead agency officer, lead post,
        strategic lead, operational lead, assigned to, assignee, assigned, person, people, action by
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
        date, planned start, commence, starts, begin, begin date, started, planned start date, actual
        start, start on, from date
    """,
    "due": """
        target date, due, due date, timescale, timescales, when, by when, deadline, completion
        date, date, end date, end, finish, finish date, target completion date, date due,
        complete by, completion, to be completed by, target, target timescale, date for
        completion, milestone, milestones, milestone date, milestones and dates, to, planned
        completion, planned end, due by, target completion, date to be completed, review date,
        when by, timeline, delivery date, timing, timings, due date time, original date, original
        due date, original target date, expected completion, expected date
    """,
    "revised": """
        revised date, revised due date, revised target date, revised deadline, revised timescale,
        new date, new due date, new target date, extended date, extended to, extended due date,
        amended date, amended target date, revised completion date
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
        status, action status, current status, position, state, stage, completed, complete y n,
        complete, percent complete, progress status
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
# Words that head other things as often: another heading of the same field is surer.
WEAK = dict.fromkeys(
    ("name", "title", "description", "subject", "summary", "to do", "management response"), 0.75
)
# A second meaning of a heading, which the column's cells decide.
ALSO = {"progress": "status", "complete": "status", "category": "theme", "by": "due"}
# What tools of other makers put beside a task: none of it is the plan's.
CALENDAR = re.compile(
    # Apr, Wk 12, Q3 2008/09, 2008, 31
    rf"(?:{MONTH}|w(?:ee)?k\.?|q(?:uarter)?|month|year|day|m|w)?[ '’./-]*"
    r"(?:\d{1,2}|(?:19|20)\d\d|\d{2,4}/\d{2})?(?: (?:\d{2}|\d{4}|\d{2,4}/\d{2}))?"
    # w/c 02 Jun, Mon 2 June 2008, 02-Jun, 02/06/2008, 2008-06-02
    r"|(?:w/?[ceb]\b|week (?:commencing|beginning|starting|ending)|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})?[ :.,]*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:[ .-]?{MONTH}|[/-]\d{{1,2}}|\.\d{{1,2}}(?=\.\d))"
    r"(?:[ /.-]+['’]?(?:\d{4}|\d{2}))?|\d{4}-\d\d-\d\d)(?: 00:00)?",
    re.IGNORECASE,
)
NOT_OURS = re.compile(
    r"\b(?:created|modified|updated|raised|closed|opened|completed) (?:date|by|on|at)\b"
    r"|\bdate (?:created|completed|raised|closed)\b|\blast (?:updated|modified)\b|^late$|\bduration\b"
    r"|\bpredecessors?\b|\bchecklist\b|^labels?$|\be ?mail\b"
)
# “Timeline - Start” and “Timeline - End”, in plain words.
OF_PAIR = re.compile(
    r"(?P<of>.+) (?:(?P<start>start|starts|from|begin|begins)|end|ends|finish|to|until|due)(?: date)?"
)
# The number of another thing, such as “Measure reference”.
OF_ANOTHER = re.compile(r"\b(?:ref|reference|id|code|number|no)$")
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
    (r"(?:action|task|item|line|row|unique|plan) (?:no|number|ref|reference|id)\b", "reference"),
    # “Recs answered”, “Links to JAR recs”: before the word written out, which heads their texts as often.
    (r"\brecs?\b", "recommendation"),
    (r"recommend|area\w* (?:for|of) (?:improvement|development)|finding", "recommendation_text"),
    (r"\baction|\btasks?\b|activit", "text"),
)
# What our own exports say of an action beside what it is: worked out by the plan, and never read back.
# The first of these tell an export of an earlier release as well.
WORKED_OUT_FIRST = frozenset(
    {
        "sample",
        "due as written",
        "days overdue",
        "original due date",
        "times moved",
        "slip in working days",
        "delivered late by working days",
        "rating by the rule",
        "why by the rule",
        "differs from the declared rating",
        "more optimistic than the rule",
        "blue criteria unproven",
        "blue points against it answered",
        "challenged on",
        "question asked on",
        "confidence in delivery",
        "waiting for",
        "waits for actions",
        "of these moved",
        "last reported",
    }
)
WORKED_OUT = WORKED_OUT_FIRST | frozenset(
    {
        "start as written",
        "criteria and latest figures",
        "what was done",
        "what changed for children and young people",
        "why not on track",
        "next step",
        "expected back on track",
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
    """The field that a heading was taken for, and how sure that is: from 0.5 to 1. `chosen`: a person has said so."""

    field: str
    confidence: float
    chosen: bool = False


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
                return Heading(MEANT[said], min(confidence, WEAK.get(said, 1.0)))
    first = plain(FIRST_END.split(str(text).strip(), maxsplit=1)[0])
    if first in MEANT:
        return Heading(MEANT[first], 0.7)
    return next(iter(_given_away(whole)), None)


def _given_away(whole):
    """The Headings that single words of a longer heading give away, the most telling first."""
    # A longer text is a sentence, in which any of the telling words may occur by chance.
    if len(whole.split()) > 9 or NOT_OURS.search(whole):
        return []
    fields = dict.fromkeys(field for pattern, field in GIVEAWAYS if pattern.search(whole))
    if OF_ANOTHER.search(whole):
        fields = [field for field in fields if field in ("reference", "recommendation")]
    return [Heading(field, GUESS) for field in fields]


def _meanings(text):
    """All Headings that a cell's text may be, the likeliest first."""
    first, whole = read_heading(text), plain(text) if len(str(text)) <= LONGEST else ""
    found = [first] if first else []
    if whole in ALSO:
        found.append(Heading(ALSO[whole], 0.9))
    if first and first.confidence == GUESS:
        found += [one for one in _given_away(whole) if one.field != first.field]
    return found


def may_be_sure(text):
    """A quick look at whether read_heading() may be surer than half of a text: does it begin with a word with which
    a heading that we know begins, after words that say nothing?
    """
    # Most cells of a plan end here: headers are looked for in every row.
    first = _first_word(plain(str(text)[:LONGEST]).split())
    return first in FIRST_WORDS or first[:-1] in FIRST_WORDS or any(sign in text for sign in OPENING)


def _first_word(words):
    return next((word for word in words if word not in SAYS_NOTHING), "")


def read_headings(texts, *, recommendation_follows=True, contents=()):
    """The Heading of each cell of a header row, or None: no field is taken twice, the surer heading wins, weighed
    with the Content of each column where `contents` has them. “Ref” or “No” before the recommendation's own text is
    the recommendation's number, unless it has a column already; “What?” without another column of actions is the
    action.
    """
    meanings = [_meanings(text) for text in texts]
    for at, heading in _pairs(texts):
        meanings[at] = (
            [heading] if not meanings[at] or meanings[at][0].confidence < SURE_PAIR else meanings[at]
        )
    fields = [found[0].field if found else None for found in meanings]
    if recommendation_follows and "recommendation_text" in fields and "recommendation" not in fields:
        text_at = fields.index("recommendation_text")
        before = [at for at in range(text_at) if fields[at] == "reference" and not _is_of_action(texts[at])]
        if before:
            meanings[before[0]] = [Heading("recommendation", 0.8)]
    # “What?” heads the findings in some plans and the actions in others.
    if "text" not in fields:
        for at, text in enumerate(texts):
            if fields[at] == "recommendation_text" and plain(text).startswith(
                ("what", "objective", "we need")
            ):
                meanings[at] = [Heading("text", 0.6)]
    found = _weighed(texts, meanings, list(contents) or [None] * len(texts))
    if "due" not in {heading.field for heading in found if heading}:
        found = [Heading("due", one.confidence) if one and one.field == "revised" else one for one in found]
    return found


def _pairs(texts):
    """(place, Heading) of the columns that are the start and the end of one thing, whatever that is called."""
    found = [OF_PAIR.fullmatch(plain(text)) if len(text) <= LONGEST else None for text in texts]
    starts = {one["of"] for one in found if one and one["start"]}
    ends = {one["of"] for one in found if one and not one["start"]}
    for at, one in enumerate(found):
        if one and one["of"] in starts & ends:
            yield at, Heading("start" if one["start"] else "due", SURE_PAIR)


def _is_of_action(text):
    return "action" in plain(text) or "task" in plain(text)


def _weighed(texts, meanings, contents):
    """Each field for the column whose heading and cells speak for it most; those of SEVERAL for every column that
    surely is one. What is only a second guess needs cells that speak for it.
    """
    scored = []
    for at, (text, found, content) in enumerate(zip(texts, meanings, contents, strict=True)):
        for rank, heading in enumerate(found):
            fits = -1 if _is_received(heading, content) else fit(heading.field, content)
            if rank == 0 or fits > 0:
                named = 0.02 if NAMED.get(heading.field, heading.field) in plain(text) else 0
                scored.append((heading.confidence + fits + named, -rank, -at, heading))
    made, taken = [None] * len(texts), set()
    for score, _rank, at, heading in sorted(scored, key=lambda one: one[:3], reverse=True):
        free = heading.field not in taken or _may_be_another(heading)
        if score >= LEAST and made[-at] is None and free:
            made[-at] = heading
            taken.add(heading.field)
    return made


def _is_received(heading, content):
    """Is “Rec from PCT” over days the day on which something was received?"""
    guessed = heading.field == "recommendation" and heading.confidence == GUESS
    return guessed and content is not None and content.days > 0.5


def _may_be_another(heading):
    return heading.field in SEVERAL and heading.confidence >= SURE


def is_calendar(text):
    """Is this the heading of a day, week, month, quarter or year of a calendar beside the plan: 02-Jun, Wk 12, Q3?"""
    return bool(CALENDAR.fullmatch(str(text).strip()))


def plain(text):
    """Words only, in lower case, whatever line breaks, stops and slashes stand between them."""
    return " ".join(WORDS.findall(APOSTROPHE.sub("", str(text).casefold())))


def _without_brackets(text):
    return BRACKETS.sub(" ", str(text))


def _singular(words):
    return words[:-1] if words.endswith("s") else words


# With the first words as they stand, for a heading that is one of those that say nothing elsewhere: “State”.
FIRST_WORDS = frozenset(word for known in MEANT for word in (_first_word(known.split()), known.split()[0]))
