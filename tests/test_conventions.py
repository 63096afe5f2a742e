"""What holds for every model, every migration and every module with logic, found out by looking at them all."""

import ast

import pytest
from django.apps import apps

from jarplan.audit.integrity.releases import on_disk, replaced
from jarplan.audit.models import InForce
from tests import ROOT
from tests.test_architecture import modules

ROOMS = ("background", "people", "audit", "files", "recommendations", "actions", "finance", "reporting")
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
# The chain says who in columns of its own kind, and when by the plan's and by the machine's clock.
NOT_PAIRED = {("AuditEvent", "recorded_at")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_it_is(model):
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}("), "no docstring of its own"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_at_has_its_by(model):
    # Who did it is in the state.
    if issubclass(model, InForce):
        return
    names = {field.name for field in model._meta.get_fields()}
    lone = {name for name in names if name.endswith("_at") and name[:-3] + "_by" not in names}
    assert not {name for name in lone if (model.__name__, name) not in NOT_PAIRED}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_that_somebody_points_to_is_deleted_along(model):
    """A row goes with another one only where it is a part of it, and then its class says so."""
    for field in model._meta.get_fields():
        if field.many_to_one and field.remote_field.on_delete.__name__ == "CASCADE":
            assert field.name in {"inspection", "table", "line", "deadline", "step", "kind", "report"}, (
                model,
                field.name,
            )


def test_every_migration_is_named_for_what_it_does():
    names = [name for app, name in on_disk() if app in ROOMS]
    assert not [name for name in names if "_auto_" in name or name.endswith("_initial")]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_few_migrations(room):
    """Each costs at every first start. Where there are more, they are made one again, as `replaces` allows."""
    names = {key for key in on_disk() if key[0] == room}
    assert 1 <= len(names) <= 7
    assert not names & set().union(*replaced().values()), (
        "a name that databases have recorded for something else"
    )


BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.comprehension, ast.Try, ast.BoolOp)
MOST_BRANCHES = 19  # of a module that may be without a test module of its own
# What is tested through something else, in the module beside which it would stand, and why not by itself.
TESTED_IN = {
    "jarplan/reporting/dashboard/change_totals.py": "reporting/dashboard/test_slippage.py",
    "actions/agenda/forms.py": "actions/agenda/test_views.py",
    "actions/reading/claims.py": "actions/signoff/test_claims.py",
    "actions/signoff/forms.py": "actions/signoff/test_views.py",
    "jarplan/reporting/demonstration/steps.py": "reporting/demonstration/test_make.py",
    # One step of holding a file against the plan, of no meaning without the others.
    "actions/imports/matching/finishing.py": "actions/imports/matching/test_plan_match.py",
    "actions/imports/pages/forms.py": "actions/imports/pages/test_views.py",
    "actions/imports/pages/column_form.py": "actions/imports/pages/test_area_form.py",
    "actions/management/commands/import_plan.py": "actions/imports/test_import_plan_command.py",
    "actions/imports/writing/rows.py": "actions/imports/writing/test_verbs.py",
    "actions/imports/undoing/restoring.py": "actions/imports/undoing/test_verbs.py",
    "actions/imports/workbooks/plan_book.py": "reporting/lists/test_plan_workbook_imports_again.py",
    "actions/reports/forms.py": "actions/reports/test_views.py",
    # Whose signature it is follows from rows of six kinds, which the verbs make.
    "actions/signoff/policies.py": "actions/signoff/test_verbs.py",
    # What one page shows, tested on that page.
    "recommendations/duties/pages.py": "recommendations/publication/test_views.py",
    "jarplan/reporting/actionpage/possibilities.py": "reporting/actionpage/test_page.py",
    # In a process of its own, as another environment would have it.
    "jarplan/settings.py": "test_production.py",
    # Entered and mended on the pages of an inspection.
    "recommendations/inspections/recommendation_verbs.py": "recommendations/inspections/test_views.py",
    "recommendations/inspections/forms.py": "recommendations/inspections/test_views.py",
    "recommendations/inspections/verbs.py": "recommendations/inspections/test_views.py",
    "recommendations/deadlines/queries.py": "recommendations/deadlines/test_views.py",
    # The pages of people are looked at one after another.
    "jarplan/people/persons/views.py": "people/test_pages.py",
    # The law and the facts are loaded by commands of their own.
    "jarplan/reporting/operations/facts.py": "reporting/operations/test_load_facts.py",
    # Held against what is remembered of a plan that lives at random.
    "jarplan/reporting/comparison/changes.py": "actions/movement/test_queries.py",
    "tools/bench/plans.py": "tools/bench/test_pages.py",
    "tools/rooms.py": "test_architecture.py",
}


def branches(path):
    return sum(isinstance(node, BRANCHES) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def own_tests(path):
    """The test module that is named for a module, where the tree of tests mirrors its place."""
    folder, name = path.relative_to(ROOT).parent.parts, path.stem
    return ROOT.joinpath("tests", *(folder[1:] if folder[:1] == ("jarplan",) else folder), f"test_{name}.py")


@pytest.mark.slow
def test_every_module_with_logic_has_a_test_module_of_its_own():
    others = [path for path in modules() if "migrations" not in path.parts and not own_tests(path).exists()]
    without = {str(path.relative_to(ROOT)) for path in others if branches(path) > MOST_BRANCHES}
    assert without == TESTED_IN.keys(), "write test_<module>.py, or take it out of TESTED_IN"
    assert [name for name in TESTED_IN.values() if not (ROOT / "tests" / name).exists()] == []
