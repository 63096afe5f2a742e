"""What an earlier import of the same lineage read in a row."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class EarlierRow:
    """One row of an earlier import: its place, the action that it led to (its UUID as text), and what its cells said,
    by field.
    """

    sheet: str
    row: int
    action: str
    said: dict = field(default_factory=dict)
    text: str = ""
