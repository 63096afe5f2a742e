"""The texts of a plan that its people wrote and can change; the inspectors' own words are not among them."""

from dataclasses import dataclass

from actions.rules.fields import FIELDS, Kind


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
            Text(words, f"{field.named} of {one.reference}", one.reference, "action")
            for field in FIELDS
            if field.published
            for words in words_of(field, getattr(one, field.key))
            if words
        )
        for said, label in (
            (one.reason, "The reason for the rating"),
            (one.next_step, "The next step"),
            (one.would_help, "What would help"),
        ):
            if said:
                yield Text(said, f"{label} of {one.reference}", one.reference, "action")
    if content.children:
        for words in (content.children.title, content.children.text):
            yield Text(words, "The page for children", "Page for children and young people", "children")


def words_of(field, said):
    """What people wrote in a field of an action; dates are judged by themselves."""
    if field.kind == Kind.POSTS:
        return [lead.post for lead in said]
    if field.kind == Kind.CRITERIA:
        return [words for one in said for words in (one.statement, one.unit, one.baseline, one.target)]
    return {Kind.NAMES: said, Kind.DATE: ()}.get(field.kind, (said,))
