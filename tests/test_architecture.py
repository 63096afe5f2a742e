"""The shape of the code: rooms import only downwards, and every public thing says what it is."""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from tests import ROOT
from tools import rooms
from tools.rooms import ANYONE_MAY_IMPORT, FLOORS, MOST_MODULES, ROOMS

TOPS = ("jarplan", "recommendations", "actions", "finance", "tools")
NOT_COUNTED = {"migrations", "commands"}


def modules():
    for top in TOPS:
        yield from sorted((ROOT / top).rglob("*.py"))


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(name):
    """The floor that a dotted name lies on, or None for what is outside or above all of them."""
    found = [floor for floor in FLOORS if name == floor or name.startswith(floor + ".")]
    return max(found, key=len, default=None)


def imports_of(path):
    """Yield (line, dotted name) of each import of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def room_in(name, floor):
    """The room of a floor that a dotted name lies in, or None where it lies elsewhere."""
    return name[len(floor) + 1 :].split(".")[0] if name.startswith(floor + ".") else None


@pytest.mark.parametrize("floor", FLOORS)
def test_floor_imports_only_downwards(floor):
    wrong = []
    for path in modules():
        if floor_of(name_of(path)) != floor:
            continue
        for line, name in imports_of(path):
            there = floor_of(name)
            if name.split(".")[0] not in TOPS or there == floor or there in FLOORS[floor]:
                continue
            if not any(name == free or name.startswith(free + ".") for free in ANYONE_MAY_IMPORT):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("floor", ROOMS)
def test_room_imports_only_from_rooms_below_it(floor):
    order = ROOMS[floor].split()
    wrong = []
    for path in modules():
        here = room_in(name_of(path), floor)
        if here not in order:
            continue
        for line, name in imports_of(path):
            there = room_in(name, floor)
            if there in (None, here):
                continue
            if there not in order or order.index(there) > order.index(here):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("floor", ROOMS)
def test_every_room_is_on_the_plan_of_its_floor(floor):
    """A new folder takes its place among the others before it is used, and no name outlives its room."""
    folder = ROOT.joinpath(*floor.split("."))
    order = ROOMS[floor].split()
    folders = {one.parent.name for one in folder.glob("*/__init__.py")}
    assert not folders - set(order) - {"migrations", "management", "templatetags"}
    assert not [room for room in order if room not in folders and not (folder / f"{room}.py").exists()]


def test_no_circle_between_modules():
    """Not even inside a room: a module can be read from its imports up."""
    known = {name_of(path): path for path in modules()}
    graph = {
        name: {
            there
            for _line, imported in imports_of(path)
            for there in (imported, imported.rpartition(".")[0])
            if there in known and there != name and known[there].name != "__init__.py"
        }
        for name, path in known.items()
    }
    TopologicalSorter(graph).prepare()  # CycleError names the circle


def test_only_the_storage_knows_where_files_lie():
    """Everybody else asks what every storage answers, so that another store is a setting."""
    asks = re.compile(r"MEDIA_ROOT|storage\.(path|location)\b|\.file\.path\b|temporary_file_path")
    knows = {"jarplan.files.storage", "jarplan.settings"}
    lines = [
        (f"{path.relative_to(ROOT)}:{number}", line)
        for path in modules()
        if name_of(path) not in knows
        for number, line in enumerate(path.read_text().splitlines(), start=1)
    ]
    assert not [place for place, line in lines if asks.search(line)]
    assert asks.search("default_storage.path(name)") and asks.search("draft.file.path")


def test_no_folder_holds_more_modules_than_one_look_takes_in():
    held = Counter(
        path.parent.relative_to(ROOT)
        for path in modules()
        if path.name != "__init__.py" and not NOT_COUNTED & set(path.parts)
    )
    assert not {str(folder): number for folder, number in held.items() if number > MOST_MODULES}


def test_floor_of_finds_the_deepest_floor():
    assert floor_of("jarplan.people.models.User") == "jarplan.people"
    assert floor_of("jarplan.urls") is None


def test_no_file_is_longer_than_500_lines():
    written = [path for path in modules() if "migrations" not in path.parts]
    paths = [
        *written,
        *sorted((ROOT / "tests").rglob("*.py")),
        *sorted((ROOT / "templates").rglob("*.html")),
        *sorted((ROOT / "static").rglob("*.css")),
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


def test_the_drawing_and_the_tables_in_the_docs_show_the_rooms_as_they_are():
    page = rooms.PAGE.read_text(encoding="utf-8")
    assert rooms.DRAWING.read_text(encoding="utf-8") == rooms.drawing(), "run python -m tools.rooms"
    assert page == rooms.with_tables(page), "run python -m tools.rooms"


def test_a_new_room_is_drawn(monkeypatch):
    before = rooms.drawing(), rooms.tables()
    monkeypatch.setitem(rooms.ROOMS, "jarplan.files", "models contents")
    after = rooms.drawing(), rooms.tables()
    assert all(one != other for one, other in zip(before, after, strict=True))
