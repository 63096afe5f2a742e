"""The texts of a plan that its people wrote and can change; the inspectors' own words are not among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Words of the plan, what they are called in a sentence, and where they are mended."""

    words: str
    label: str
    where: str
    page: str


def texts_of(content):
    """Every Text of the plan, in its order."""
    yield Text(content.title, "The title of the plan", "The whole plan", "plan")
    for one in content.actions:
        yield from (
            Text(words, f"{label} of {one.reference}", one.reference, "action")
            for words, label in (
                (one.text, "The text"),
                (one.resources, "The resources"),
                *((partner, "A supporting partner") for partner in one.partners),
                *((lead.post, "A lead") for lead in one.leads),
                *((words, "A success criterion") for each in one.criteria for words in words_of(each)),
            )
            if words
        )
    if content.children:
        for words in (content.children.title, content.children.text):
            yield Text(words, "The page for children", "Page for children and young people", "children")


def words_of(criterion):
    """The words of a success criterion."""
    return (criterion.statement, criterion.unit, criterion.baseline, criterion.target)
