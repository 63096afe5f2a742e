"""What every plan must have: an action for each recommendation, references that resolve, leads, measures."""

import re
from collections import Counter

from actions.rules.lifecycle import SIGNED
from jarplan.reporting.plan_checks.finding import found, live
from jarplan.reporting.plan_checks.texts import texts_of

REFERENCE = re.compile(r"(?<![\w.])([A-Z]{1,5})([1-9]\d{0,3})(\.[1-9]\d{0,6})?(?![\w])(?!\.\d)")
FIGURE = re.compile(
    r"\d|%|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|all|every|each|none|no|"
    r"first|weekly|monthly|termly|quarterly|annual|halved|doubled)\b",
    re.IGNORECASE,
)
PERSON = re.compile(r"^(Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Professor|Sir|Dame)\b\.?\s+[A-Z]")


def recommendations_answered(content, today):
    """Every recommendation needs an action that is in the plan."""
    answered = {action.recommendation for action in live(content)}
    for one in content.recommendations:
        if one.reference not in answered:
            yield found(
                "no-live-action",
                one.reference,
                f"No action answers {one.reference}. Add one, or take up again one that was not accepted.",
                "recommendation",
            )


def parts_resolve(content, today):
    """What one part of the plan says of another must be there."""
    inspections = {one.reference: {frame.slug for frame in one.timeframes} for one in content.inspections}
    recommendations = {one.reference for one in content.recommendations}
    actions = {one.reference for one in content.actions}
    for one in content.recommendations:
        if one.inspection not in inspections:
            sentence = (
                f"{one.reference} belongs to the inspection “{one.inspection}”, which is not in the plan. "
            )
        elif one.timeframe not in inspections[one.inspection]:
            sentence = (
                f"{one.reference} has the timeframe “{one.timeframe}”, which its inspection does not have. "
            )
        else:
            continue
        sentence += "Correct the inspection."
        yield found("unknown-reference", one.reference, sentence, "recommendation")
    for one in content.actions:
        if one.recommendation not in recommendations:
            sentence = (
                f"{one.reference} answers {one.recommendation}, which is not in the plan. Add "
                "the recommendation."
            )
            yield found("unknown-reference", one.reference, sentence, "action")
        if one.superseded_by and (one.superseded_by not in actions or one.superseded_by == one.reference):
            which = "the same action" if one.superseded_by == one.reference else "which is not in the plan"
            sentence = (
                f"{one.reference} says that {one.superseded_by} took its place, {which}. Name the right one."
            )
            yield found("unknown-reference", one.reference, sentence, "action")
    for one in content.deadlines:
        if one.inspection not in inspections:
            sentence = (
                f"“{one.title}” belongs to the inspection “{one.inspection}”, which is not in the plan."
            )
            yield found("unknown-reference", one.title, sentence, "deadlines")


def texts_resolve(content, today):
    """A reference named in a text, as R9.9, must be in the plan; only prefixes that the plan uses are references."""
    known = {one.reference for one in (*content.recommendations, *content.actions)}
    prefixes = {match[1] for match in map(REFERENCE.match, known) if match}
    for text in texts_of(content):
        named = [match for match in REFERENCE.finditer(text.words) if match[1] in prefixes]
        for reference in dict.fromkeys(match[0] for match in named):
            if reference not in known:
                yield found(
                    "unknown-reference",
                    text.where,
                    f"{text.label} names {reference}, which is not in the plan. Correct the reference.",
                    text.page,
                )


def leads(content, today):
    """An action has an accountable lead, which is a post and not a person."""
    for one in live(content):
        if not one.leads:
            sentence = f"{one.reference} has no lead. Add the post that leads it."
            yield found("no-lead", one.reference, sentence, "action")
        elif not any(lead.accountable for lead in one.leads):
            sentence = f"No lead of {one.reference} is accountable for it. Choose the accountable lead."
            yield found("no-lead", one.reference, sentence, "action")
        for lead in one.leads:
            if PERSON.match(lead.post):
                sentence = f"The lead “{lead.post}” reads like a person’s name. Use the post instead."
            elif lead.person and not content.people_named:
                sentence = (
                    f"The lead names {lead.person}, but this version should only name posts. Make "
                    "a new version."
                )
            else:
                continue
            yield found("person-named", one.reference, sentence, "action")


def measures(content, today):
    """At least one success criterion of an action has a figure: a target, or one in its words."""
    for one in live(content):
        if not one.criteria:
            sentence = (
                f"{one.reference} has no success criterion. Add one that shows how success is measured."
            )
        elif not any(is_measurable(criterion) for criterion in one.criteria):
            sentence = f"No success criterion of {one.reference} has a figure. Add a target or a number."
        else:
            continue
        yield found("no-measure", one.reference, sentence, "action")


def is_measurable(criterion):
    """Whether there is something to count: a target, or a figure or how much (“every”, “half”) in the words."""
    return bool(criterion.target.strip() or FIGURE.search(criterion.statement))


def proof(content, today):
    """Nothing is blue unremarked: what is not proved has a reason, and what was signed before claims were weighed is
    listed."""
    for one in content.actions:
        if one.status not in SIGNED:
            continue
        if one.unanswered:
            sentence = (
                f"{one.reference} is blue, but the record says {things(one.unanswered)} against it that nobody has "
                "answered. Record a follow-up review, or withdraw the sign-off."
            )
            yield found("blue-unanswered", one.reference, sentence, "action")
        elif one.unproven:
            lacks = f"the record does not show that {criteria(one.unproven)} met"
            lacks = lacks if one.criteria else "it has no success criterion"
            sentence = f"{one.reference} is blue, but {lacks}. The reasons are shown with it."
            yield found("blue-unproven", one.reference, sentence, "action")
        if not one.weighed:
            sentence = (
                f"{one.reference} was signed off before claims were weighed, so nobody was asked what the record "
                "says against it. The next follow-up review asks."
            )
            yield found("not-weighed", one.reference, sentence, "action")


def things(number):
    return "1 thing" if number == 1 else f"{number} things"


def criteria(number):
    return "1 success criterion is" if number == 1 else f"{number} success criteria are"


def one_organisation(content, today):
    """A plan of many partners that one of them leads alone."""
    led = [{lead.organisation for lead in one.leads if lead.accountable} for one in live(content)]
    organisations = set().union(*led)
    if len(organisations) == 1 and sum(map(bool, led)) > 1:
        sentence = (
            f"Every action is led by {organisations.pop()}. Check whether partners should lead some actions."
        )
        yield found("one-organisation", "The whole plan", sentence)


def twice(content, today):
    """The same reference, or the same words, twice."""
    parts = (("recommendation", content.recommendations), ("action", content.actions))
    for page, rows in parts:
        for reference, times in Counter(one.reference for one in rows).items():
            if times > 1:
                sentence = (
                    f"{reference} is used {times} times in the plan. Give each action its own reference."
                )
                yield found("same-reference", reference, sentence, page)
    by_words = {}
    for one in live(content):
        by_words.setdefault(" ".join(one.text.casefold().split()).rstrip("."), []).append(one.reference)
    for references in by_words.values():
        first, *others = dict.fromkeys(references)
        for other in others:
            sentence = f"{other} says the same as {first}. Merge them, or explain the difference."
            yield found("same-text", other, sentence, "action")
