"""No copy of a page stays behind, and no address is asked for that a database cannot look up."""

import pytest
from django.http import Http404, HttpResponse

from jarplan.middleware import FrontDoorMiddleware
from tests.plan import make_people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/actions/", "/history/", "/finance/", "/actions.csv", "/no-such-page/"]
)
def test_what_is_shown_to_one_person_is_kept_nowhere(client, path):
    client.force_login(make_people().officer_a)
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_a_view_may_say_itself_how_long_its_answer_is_kept(rf):
    kept = HttpResponse(headers={"Cache-Control": "max-age=60"})
    assert FrontDoorMiddleware(lambda request: kept)(rf.get("/"))["Cache-Control"] == "max-age=60"


def test_an_address_with_a_nul_is_that_of_no_page(rf):
    with pytest.raises(Http404):
        FrontDoorMiddleware(lambda request: HttpResponse())(rf.get("/actions/R4%00/"))


@pytest.mark.parametrize(
    "path", ["/actions/%00/", "/actions/%00/update/", "/recommendations/%00/", "/people/person/%00/"]
)
def test_such_an_address_is_answered_like_a_missing_page(client, path):
    client.force_login(make_people().administrator)
    assert client.get(path).status_code == 404


def test_an_open_page_does_not_ask_who_is_signed_in(client):
    assert "Cookie" not in client.get("/healthz").get("Vary", "")


def test_every_other_page_asks_for_signing_in(client):
    answer = client.get("/actions/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/actions/")


@pytest.mark.parametrize(
    "asked, leads",
    [
        ("as_at_day=6&as_at_month=8&as_at_year=2008", "/?as_at=2008-08-06"),
        ("as_at_day=6&as_at_month=aug&as_at_year=2008&q=a&as_at=2008-01-01", "/?q=a&as_at=2008-08-06"),
        ("as_at_day=&as_at_month=&as_at_year=", "/"),
        ("from_day=&from_month=&from_year=&from=version-1", "/?from=version-1"),
    ],
)
def test_a_day_in_three_boxes_has_one_address(client, asked, leads):
    client.force_login(make_people().officer_a)
    response = client.get(f"/?{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, leads)


@pytest.mark.parametrize(
    "asked, said",
    [
        ("as_at_day=31&as_at_month=2&as_at_year=2008", "must be a real date"),
        ("as_at_day=1&as_at_month=&as_at_year=2008", "must include a month"),
        ("as_at_day=1&as_at_month=9&as_at_year=08", "must have 4 digits"),
    ],
)
def test_boxes_that_hold_no_day_say_so(client, asked, said):
    client.force_login(make_people().officer_a)
    response = client.get(f"/?{asked}")
    assert response.status_code == 400 and said in response.content.decode()
