"""What the rows of the permission table are written with: who knocks, whose thing it is, and a row itself."""

from dataclasses import dataclass, field

# Who knocks: their roles, and whether they belong to organisation A or B.
ACTORS = {
    "nobody": None,
    "officer_a": ("A", ["officer"]),
    "officer_b": ("B", ["officer"]),
    "approver_a": ("A", ["approver"]),
    "approver_b": ("B", ["approver"]),
    "both_a": ("A", ["officer", "approver"]),
    "programme": ("A", ["programme"]),
    "finance": ("A", ["finance"]),
    "cabinet": ("A", ["cabinet"]),
    "administrator": ("A", ["administrator"]),
    "superuser": ("A", []),
}
SIGNED_IN = set(ACTORS) - {"nobody"}
OFFICERS = {"officer_a", "officer_b", "both_a"}
APPROVERS = {"approver_a", "approver_b", "both_a"}
PROGRAMME, FINANCE, CABINET = {"programme"}, {"finance"}, {"cabinet"}
ADMINISTRATOR, SUPERUSER = {"administrator"}, {"superuser"}
IMPORTERS = PROGRAMME | ADMINISTRATOR


def mine(actors):
    """These people may, with the things of their own organisation."""
    return frozenset((actor, "mine") for actor in actors)


def any_of(actors):
    """These people may, whosever thing it is."""
    return frozenset((actor, whose) for actor in actors for whose in ("mine", "another"))


EVERYBODY = any_of(SIGNED_IN)
ONLY_ADMINISTRATOR = any_of(ADMINISTRATOR)
NOT_HERE = None  # this method is not served at this address: 405, or what others get


@dataclass(frozen=True)
class Row:
    """One address. See the top of this file."""

    name: str
    thing: str | None
    get: frozenset | None
    post: frozenset | None
    others: int = 404
    data: object = field(default_factory=dict)
    missing: int = 404
    public: bool = False
    seen: frozenset = frozenset()
