"""Recommendations pasted as they are printed: looked at piece by piece, then saved all together or not at all."""

import pytest

from jarplan.audit.models import AuditEvent
from recommendations.inspections import recommendation_verbs
from recommendations.inspections import verbs as inspections_verbs
from recommendations.inspections.queries import recommendation
from recommendations.models import Inspection, Recommendation
from recommendations.pasted.points import NO_TIMEFRAME, Point
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.inspections.test_views import BACKEND, review
from tests.recommendations.pasted.looking import looked
from tests.recommendations.pasted.test_points import PASTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(facts, client, settings):
    settings.PLAN_TODAY = NOON.date()
    administrator = UserFactory(username="ada", roles=["administrator"])
    client.force_login(administrator, BACKEND)
    return review(administrator)


@pytest.fixture
def here(row):
    return f"/inspections/{row.uuid}/recommendations/"


def pasted(client, here, text):
    row = Inspection.objects.get(uuid=here.split("/")[2])
    return client.post(here, {"version": row.version, "text": text})


def texts(row):
    return list(Recommendation.objects.filter(inspection=row).values_list("text", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["p1_squares.txt", "p2_symbol_bullets_and_foot.txt", "p3_numbers.txt"])
def test_a_text_without_timeframes_and_paragraphs_is_asked_for_neither(client, row, here, name):
    page = pasted(client, here, (PASTED / name).read_text(encoding="utf-8"))
    shown = page.content.decode()
    assert "Nothing has been saved yet" in shown and not texts(row)
    assert "Timeframe" not in shown and "Paragraph or page" not in shown
    assert all(f"“{words}”" in shown for words, _ in page.context["left_out"])
    assert client.post(here, looked(page) | {"save": "1"}).status_code == 302
    proposed = [one.text for one in texts_of(page)]
    assert texts(row) == proposed and len(proposed) == 3
    one = Recommendation.objects.filter(inspection=row).first()
    assert (one.timeframe.label, one.paragraph) == (NO_TIMEFRAME, "")
    for address in (f"/recommendations/{one.reference}/", "/recommendations/", f"/inspections/{row.uuid}/"):
        answer = client.get(address)
        assert answer.status_code == 200 and "paragraph ;" not in answer.content.decode()


def texts_of(page):
    """What stands in the boxes, with the attribute that a Piece has."""
    return [Point(part["text"].value()) for part in page.context["pieces"]]


@pytest.mark.slow
def test_pieces_are_joined_split_left_out_and_put_in_order_before_anything_is_saved(client, row, here):
    page = pasted(client, here, "• One\n• two.\n• Three.\n• Four.\n• Five.")
    page = client.post(
        here,
        looked(
            page, what_1="join", text_2="Three.\nAnd a half.", what_2="split", what_3="leave", place_4="0.5"
        )
        | {"save": "1"},
    )
    # Nothing is saved before what came of joining and splitting has been seen.
    assert page.status_code == 200 and not texts(row)
    assert [one.text for one in texts_of(page)] == ["Five.", "One two.", "Three.", "And a half.", "Four."]
    assert client.post(here, looked(page) | {"save": "1"}).status_code == 302
    assert texts(row) == ["Five.", "One two.", "Three.", "And a half."]


@pytest.mark.slow
def test_timeframes_in_the_text_become_those_of_the_inspection(client, row, here):
    page = pasted(client, here, "Immediately\nThe council should:\n• stop;\n\nWithin six months\n• improve.")
    assert "Timeframe" in page.content.decode()
    client.post(here, looked(page) | {"save": "1"})
    found = Recommendation.objects.filter(inspection=row).select_related("timeframe")
    assert [(one.text, one.timeframe.label, one.timeframe.months) for one in found] == [
        ("stop;", "Immediately", None),
        ("improve.", "Within six months", 6),
    ]
    assert found[0].addressed_to == "The council should" and not found[1].addressed_to
    # Another text of the same report finds them again.
    page = pasted(client, here, "WITHIN SIX MONTHS\n• report.")
    client.post(here, looked(page) | {"save": "1"})
    assert row.timeframes.count() == 2 and recommendation("Y3").timeframe.label == "Within six months"


@pytest.mark.slow
def test_what_was_typed_is_not_lost_on_an_error(client, row, here):
    page = pasted(client, here, "• One.\n• Two.")
    wrong = client.post(
        here, looked(page, text_0="", text_1="Two, put right.", place_1="first") | {"save": "1"}
    )
    shown = wrong.content.decode()
    assert (
        "Enter the words of number 1, or leave it out" in shown
        and "Two, put right." in shown
        and "first" in shown
    )
    assert "Error: " in shown and not texts(row)
    # Somebody else adds one meanwhile.
    recommendation_verbs.add_recommendations(
        by=UserFactory(roles=["programme"]),
        now=NOON,
        inspection=row,
        version=row.version,
        points=[Point("Theirs.")],
    )
    late = client.post(here, looked(page, text_0="One, put right.") | {"save": "1"})
    assert late.status_code == 409 and "One, put right." in late.content.decode()
    assert client.post(here, looked(late) | {"save": "1"}).status_code == 302
    assert texts(row) == ["Theirs.", "One, put right.", "Two."]


@pytest.mark.slow
def test_all_are_saved_or_none_and_each_has_its_event(row):
    act = {"by": UserFactory(roles=["programme"]), "now": NOON, "inspection": row, "version": row.version}
    with pytest.raises(Exception, match="paragraph"):
        recommendation_verbs.add_recommendations(
            **act, points=[Point("Good."), Point("Too long a paragraph.", paragraph="p" * 21)]
        )
    assert not texts(row)
    recommendation_verbs.add_recommendations(**act, points=[Point("One."), Point("Two.")])
    events = AuditEvent.objects.filter(subject_kind="recommendation", kind="added")
    assert [event.reference for event in events.order_by("sequence")] == ["Y1", "Y2"]
    assert row.timeframes.count() == 1


@pytest.mark.slow
def test_a_text_in_which_nothing_is_found_and_a_page_on_which_all_is_left_out(client, row, here):
    assert (
        "No recommendation was found" in pasted(client, here, "What needs to improve\n\n2\n").content.decode()
    )
    assert "Paste the text of the report" in pasted(client, here, "").content.decode()
    page = pasted(client, here, "• One.\f\x95 Two.")
    assert [one.text for one in texts_of(page)] == ["One.", "Two."]
    left = client.post(here, looked(page, what_0="leave", what_1="leave") | {"save": "1"})
    assert "Keep at least one" in left.content.decode() and not texts(row)


@pytest.mark.slow
def test_a_recommendation_is_edited_without_a_timeframe_and_a_paragraph(client, row):
    act = {"by": UserFactory(roles=["programme"]), "now": NOON, "inspection": row}
    recommendation_verbs.add_recommendations(**act, version=1, points=[Point("One.")])
    assert "Timeframe" not in client.get("/recommendations/Y1/words/").content.decode()
    assert client.post("/recommendations/Y1/words/", {"version": 1, "text": "Only."}).status_code == 302
    frame = inspections_verbs.add_timeframe(**act, version=2, label="Now", months=None, paragraph="")
    said = {"version": 2, "text": "Only.", "timeframe": frame.pk, "paragraph": "2.1"}
    assert client.post("/recommendations/Y1/words/", said).status_code == 302
    one = recommendation("Y1")
    assert (one.text, one.paragraph, one.timeframe.label) == ("Only.", "2.1", "Now")
