"""Reads of the kinds of inspection, live or at the end of a past day: one record for both."""

from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from jarplan.audit.reading.as_at import states
from recommendations.law.rules import rule_rows
from recommendations.models import DeadlineRule, Duty, Inspection, InspectionKind
from recommendations.models.kinds import point_of

LONGEST = 5


@dataclass(frozen=True)
class KindRecord:
    """A kind of inspection, with its rules and whom report and plan must reach."""

    uuid: str
    slug: str
    name: str
    short_name: str
    bodies: str
    prefix: str
    areas: tuple[str, ...]
    scale: tuple[tuple[int | None, str], ...]
    source: str
    certainty: str
    reached: tuple[tuple[str, str, tuple[str, ...]], ...]
    rules: tuple[dict, ...]

    @property
    def title(self):
        return self.name[:1].upper() + self.name[1:]

    @property
    def certainty_label(self):
        return DeadlineRule.Certainty(self.certainty).label

    @property
    def words(self):
        """The points of the scale, in words alone."""
        return tuple(word for _, word in self.scale)


def kinds(as_at=None):
    """Every kind of inspection, by name."""
    words = {state["slug"]: state["words"] for state in states("recipient", as_at).values()}
    rules = rule_rows(as_at)
    found = [
        kind_record(uuid, state, words, rules) for uuid, state in states("inspection_kind", as_at).items()
    ]
    return sorted(found, key=lambda record: record.name.casefold())


def kind_record(uuid, state, words, rules):
    """words: of recipients, by their slug; rules: as `rule_rows` has them."""
    same = ("slug", "name", "short_name", "bodies", "prefix", "source", "certainty")
    return KindRecord(
        uuid=str(uuid),
        **{name: state[name] for name in same},
        areas=lines(state["areas"]),
        scale=tuple(point_of(line) for line in lines(state["scale"])),
        reached=tuple(reached_for(duty, state["reached"], words) for duty in Duty if served(duty, state)),
        rules=tuple(rule for rule in rules if rule["slug_of_kind"] == state["slug"]),
    )


def served(duty, state):
    return any(part["duty"] == duty for part in state["reached"])


def reached_for(duty, parts, words):
    """(the duty in words, where its recipients are asked for, the recipients in order)."""
    mine = [part for part in parts if part["duty"] == duty]
    return duty.label, mine[0]["source"], tuple(words[part["recipient"]] for part in mine)


def lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def kind(slug, as_at=None):
    """The kind of that slug, or None."""
    return next((one for one in kinds(as_at) if one.slug == slug), None)


def choices():
    """(slug, name) of every kind, for a form."""
    return [(one.slug, one.name[:1].upper() + one.name[1:]) for one in InspectionKind.objects.all()]


def free_prefix(wanted):
    """The prefix, or the next one that no inspection here has: R, RA, RB ... Two reports must not share R1."""
    taken = set(Inspection.objects.values_list("reference_prefix", flat=True))
    if wanted not in taken:
        return wanted
    ends = ("".join(letters) for size in (1, 2) for letters in product(ascii_uppercase, repeat=size))
    return next(free for end in ends if (free := wanted[: LONGEST - len(end)] + end) not in taken)
