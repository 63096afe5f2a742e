"""The pages that are measured: how each is asked for, and what is wanted of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jarplan import clock
from tools.bench.forms import changed_form
from tools.bench.plans import SINCE

REPORT = {"rating": "green", "done": "Reviewed 12 more cases", "effect": "", "reason": "", "next_step": ""}
REPORT |= {"why_better": "Two more reviewers", "confidence": "high"}


@dataclass(frozen=True)
class Page:
    """A page to be measured: how to ask for it, and the status it must answer with. `posts`: what is sent to it, or
    what gives that of a client and the page's address. What is wanted of it: at most `first` times the floor for the
    first reader and `again` times while nothing changes; or `times` what the page named `beside` costs; or `seconds`
    for an export of a plan (`wanted.A_PLAN`)."""

    name: str
    path: str
    posts: dict | Callable | None = None
    status: int = 200
    first: float | None = None
    again: float | None = None
    beside: str = ""
    times: float = 2
    seconds: float | None = None


FLOOR, LIST, DETAIL = "floor: 20 KB without a frame", "list of 100", "detail"
UPDATE, DASHBOARD, STOCK = "update, with its event", "dashboard", "stock admin "
PAGES = (
    Page(FLOOR, "/floor/"),
    Page("limit: 100 rows as values", "/limit/"),
    Page(LIST, "/actions/", first=8, again=3),
    Page("list of 100, searched", "/actions/?q=partners&sort=-due"),
    Page("list of 100, of a past day", "/actions/?as_at={day}", beside=LIST),
    Page(DETAIL, "/actions/{reference}/", first=11.5, again=3),
    Page("detail, of a past day", "/actions/{reference}/?as_at={day}"),
    Page(DASHBOARD, "/", first=15, again=3),
    Page("dashboard, of a past day", "/?as_at={day}", beside=DASHBOARD),
    Page("my work", "/my-work/", first=15),
    Page("history", "/history/", first=12),
    Page("slippage", "/slippage/", first=15),
    Page("comparison of two days", "/compare/?from={day}", first=15),
    Page("timeline", "/timeline/", first=15),
    Page("trend", "/trend/", first=15),
    Page("measures", "/measures/"),
    Page("search of all", "/search/?q=partners"),
    Page(UPDATE, "/actions/{reference}/update/", REPORT, 302, first=12),
    Page("CSV of all", "/actions.csv", seconds=2),
    Page("XLSX of all", "/actions.xlsx", seconds=2),
    Page(STOCK + LIST, "/stock/actions/action/"),
    Page(STOCK + DETAIL, "/stock/actions/action/{pk}/change/"),
    Page(STOCK + UPDATE, "/stock/actions/action/{pk}/change/", changed_form, 302),
)


def asked_for(page, reference, pk):
    """The address of a page, about that action where it is about one."""
    day = clock.today() - timedelta(days=SINCE // 2)
    return page.path.format(reference=reference, pk=pk, day=day)


def sent(client, page, reference, pk):
    """What is sent to a page, or None where it is only asked for."""
    return page.posts(client, asked_for(page, reference, pk)) if callable(page.posts) else page.posts


def ask(client, page, chosen):
    path, data = chosen
    response = client.get(path) if data is None else client.post(path, data)
    # What is sent in pieces is made while it is read.
    list(getattr(response, "streaming_content", ()))
    if response.status_code != page.status:
        raise RuntimeError(f"{path} answered {response.status_code} instead of {page.status}")
