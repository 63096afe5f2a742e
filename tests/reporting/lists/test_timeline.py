"""The timeline: every bar lies between its start and its due date on one scale, and what was moved lies behind it."""

import re
from datetime import date

import pytest

from jarplan.people.models import User
from jarplan.reporting.lists.timeline import WIDTH, Scale, timeline_column
from tests.reporting.lists.test_columns import record as a_record
from tests.reporting.reading import text_of

SCALE = Scale(date(2008, 6, 1), date(2008, 12, 1), date(2008, 9, 1))
BAR = re.compile(r'<rect x="([\d.]+)" y="(\d+)" width="([\d.]+)"')


def bars(**more):
    cell = timeline_column(SCALE).cell(a_record(**{"original_due": None, **more}), SCALE.today, "")
    return [(float(x), int(y), float(width)) for x, y, width in BAR.findall(cell)]


def test_the_scale_goes_from_edge_to_edge():
    assert (SCALE.x(SCALE.first), SCALE.x(SCALE.last)) == (0, WIDTH)
    assert SCALE.x(date(2000, 1, 1)) == 0 and SCALE.x(date(2020, 1, 1)) == WIDTH
    assert SCALE.lines.count("<path") == 7 + 1


def test_a_bar_goes_from_start_to_due_date():
    [(x, _, width)] = bars(start_latest=date(2008, 7, 1), due_latest=date(2008, 10, 1))
    assert x == SCALE.x(date(2008, 7, 1)) and x + width == pytest.approx(SCALE.x(date(2008, 10, 1)), abs=0.2)


def test_what_was_moved_lies_behind_the_original_date():
    moved = {"original_due": date(2008, 8, 1), "due_latest": date(2008, 10, 1), "moves": 1}
    planned, later = bars(start_latest=date(2008, 7, 1), **moved)
    assert planned[0] + planned[2] == pytest.approx(later[0], abs=0.2)
    assert later[0] + later[2] == pytest.approx(SCALE.x(date(2008, 10, 1)), abs=0.2)


def test_one_that_was_brought_forward_ends_where_it_is_due():
    [(x, _, width)] = bars(
        start_latest=date(2008, 7, 1), original_due=date(2008, 10, 1), due_latest=date(2008, 8, 1), moves=1
    )
    assert x + width == pytest.approx(SCALE.x(date(2008, 8, 1)), abs=0.2)


def test_overdue_and_signed_off_have_shapes_of_their_own():
    [(_, late, _)] = bars(due_latest=date(2008, 8, 1), status="in_progress")
    [(_, done, _)] = bars(due_latest=date(2008, 8, 1), status="signed_off")
    assert (late, done) == (3, 8)
    assert bars(due_latest=None) == []


@pytest.mark.slow
@pytest.mark.parametrize("day", ("", "2008-07-20"))
def test_the_page_has_a_bar_for_each_action_in_the_groups_of_the_plan(told, visit, day):
    path = f"/timeline/?as_at={day}" if day else "/timeline/"
    response = visit(User.objects.get(username="cabinet"), path)
    page = text_of(response)
    assert page.count('<svg class="bar"') == response.context["page_obj"].paginator.count == 37
    assert page.count('class="group-row"') == 16 and page.count("<h1>Timeline") == 1
    assert "Cabinet, 1 September 2008" in page and "Publish the action plan, 9 September 2008" in page
    assert len(response.content) < 100_000
