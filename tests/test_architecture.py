"""The shape of the code: rooms import only downwards, and every public thing says what it is."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ("people", "audit", "workdays", "files", "spreadsheets", "formfields")
# A room may import from itself and from the rooms before it; the shared rooms have an order of their own.
MAY_IMPORT = {
    "jarplan.formfields": ("jarplan.audit",),
    "jarplan.people": ("jarplan.audit", "jarplan.formfields"),
    "jarplan.audit": (),
    "jarplan.workdays": (),
    "jarplan.files": ("jarplan.people", "jarplan.audit"),
    "jarplan.spreadsheets": (),
    "recommendations": tuple(f"jarplan.{room}" for room in SHARED),
    "actions": (*(f"jarplan.{room}" for room in SHARED), "recommendations"),
    "finance": (*(f"jarplan.{room}" for room in SHARED), "recommendations", "actions"),
    "jarplan.reporting": (*(f"jarplan.{room}" for room in SHARED), "recommendations", "actions", "finance"),
}
ANYONE_MAY_IMPORT = {"jarplan.archives", "jarplan.clock", "jarplan.settings"}


def modules():
    for top in ("jarplan", "recommendations", "actions", "finance"):
        yield from sorted((ROOT / top).rglob("*.py"))


def room_of(name):
    """The room that a dotted module name lies in, or None for what is outside or above all rooms."""
    for room in sorted(MAY_IMPORT, key=len, reverse=True):
        if name == room or name.startswith(room + "."):
            return room
    return None


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_room_imports_only_downwards(room):
    wrong = []
    for path in modules():
        if room_of(name_of(path)) != room:
            continue
        for node, name in imports_of(path):
            there = room_of(name)
            ours = name.split(".")[0] in {"jarplan", "recommendations", "actions", "finance"}
            if not ours or there == room or there in MAY_IMPORT[room]:
                continue
            if any(name == free or name.startswith(free + ".") for free in ANYONE_MAY_IMPORT):
                continue
            wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_room_of_finds_the_deepest_room():
    assert room_of("jarplan.people.models.User") == "jarplan.people"
    assert room_of("jarplan.urls") is None


def test_no_file_is_longer_than_500_lines():
    written = [path for path in modules() if "migrations" not in path.parts]
    paths = [
        *written,
        *sorted((ROOT / "tests").rglob("*.py")),
        *sorted((ROOT / "templates").rglob("*.html")),
    ]
    long = [f"{path.relative_to(ROOT)}" for path in paths if len(path.read_text().splitlines()) > 500]
    assert not long


def test_every_module_says_what_lives_in_it():
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "migrations" not in path.parts
        and path.read_text().strip()
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_nothing_is_called_core_common_utils_or_helpers():
    vague = {"core", "common", "utils", "helpers"}
    assert not [path for path in modules() if vague & set(path.relative_to(ROOT).with_suffix("").parts)]
