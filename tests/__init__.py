"""The suite: it mirrors the tree of the product. What its modules look up beside themselves is named here once."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
