"""The page of all measures, and the same as a sheet."""

from itertools import islice

from django.core.exceptions import BadRequest
from django.views.generic import TemplateView, View

from actions.reading.rounds import Rounds
from actions.rules.filters import Filters
from jarplan.audit.reading.as_at import day_shown
from jarplan.reporting.charts.measurements import line_of_measurements
from jarplan.reporting.lists.choices import frame_of, select, unknown_in
from jarplan.reporting.lists.columns import told_once
from jarplan.reporting.lists.paging import kept_query, page_of
from jarplan.reporting.lists.titles import in_a_phrase
from jarplan.reporting.lists.views import any_of, having_read, holders, offered
from jarplan.reporting.measures.queries import OFF, VERDICTS, found_actions, measures_of
from jarplan.reporting.own.queries import own_views
from jarplan.spreadsheets.downloads import sheet
from recommendations.within import within

KNOWN = ("recommendation", "timeframe", "organisation", "portfolio", "show")
SHOW = {"": "All", **VERDICTS}
STRETCH = 200
HEADINGS = (
    "Action",
    "Recommendation",
    "Led by",
    "Success criterion",
    "Unit",
    "Baseline",
    "Target",
    "Target date",
    "Latest figure",
    "Measured on",
    "Path on that day",
    "How it stands",
)


class Asked:
    """What the address asks for, on which day, of which plan. BadRequest for a choice that there is not."""

    def __init__(self, request):
        self.day, self.as_at = day_shown(request)
        self.user, self.plan = request.user, within(request)
        self.show = request.GET.get("show", "")
        if self.show not in SHOW:
            raise BadRequest(f"“{self.show[:40]}” is not one of the choices.")
        asked = {name: request.GET.get(name, "") for name in KNOWN if name != "show"}
        self.filters = Filters.read(asked)
        frame_of(self.filters.timeframe, self.plan)
        self.found = found_actions(self.user, self.filters, self.day, self.as_at, Rounds(), self.plan)

    @property
    def in_a_phrase(self):
        """What is asked for: “off course, led by Leicester City PCT”; "" where all is shown."""
        show = SHOW[self.show].lower() if self.show else ""
        return ", ".join(filter(None, [show, in_a_phrase(self.filters)]))

    def measures(self, records):
        """The Measures of these records that are asked for; what is off course comes first."""
        found = [one for one in measures_of(records, self.day, self.as_at) if self.show in ("", one.verdict)]
        return sorted(found, key=lambda one: one.verdict != OFF)


class MeasuresView(TemplateView):
    """The measures of a hundred actions a page, those off course first."""

    template_name = "reporting/measures/measures.html"

    def get_context_data(self, **kwargs):
        asked = Asked(self.request)
        page = page_of(asked.found, self.request)
        plan = having_read(asked.plan, asked.user, asked.as_at)
        records, is_sample = told_once(page.object_list)
        measures = asked.measures(records)
        return super().get_context_data(
            unknown=unknown_in(self.request.GET, *KNOWN),
            selects=selects(asked, plan),
            is_narrowed=bool(asked.show or asked.filters.is_narrowed),
            is_sample=is_sample,
            told=asked.in_a_phrase,
            views=own_views(self.request, "measures"),
            measures=[(one, chart_of(one)) for one in measures],
            page_obj=page,
            query=kept_query(self.request),
            clear=f"?{kept_query(self.request, without=KNOWN)}" if asked.in_a_phrase else "",
            **kwargs,
        )


def chart_of(one):
    return line_of_measurements(one.criterion, one.path, one.measured) if one.path.has_line else ""


def selects(asked, plan):
    """The filters; what can be chosen is what the plan has on the day."""
    recommendations, timeframes, organisations = offered(asked.as_at, plan)
    choices = {
        "recommendation": ("Recommendation", recommendations),
        "timeframe": ("Timeframe", timeframes),
        "organisation": ("Led by", organisations),
        "portfolio": ("Portfolio holder", holders(asked.as_at, plan)),
    }
    found = [
        select(name, label, any_of(names), getattr(asked.filters, name))
        for name, (label, names) in choices.items()
    ]
    return [select("show", "Show", SHOW, asked.show), *found]


class MeasuresExport(View):
    """Exactly what the page shows, all pages of it."""

    def get(self, request, kind):
        if unknown := unknown_in(request.GET, *KNOWN):
            raise BadRequest(unknown)  # a sheet has no place to say it in
        asked = Asked(request)
        return sheet(kind, "Measures", asked.day, HEADINGS, sheet_rows(asked))


def sheet_rows(asked):
    records = iter(asked.found)
    while stretch := list(islice(records, STRETCH)):
        for one in asked.measures(stretch):
            said, latest = one.criterion, one.latest
            yield [
                one.record.reference,
                one.record.recommendation,
                f"{one.record.lead}, {one.record.organisation}" if one.record.lead else "",
                *(said.statement, said.unit, said.baseline, said.target, one.path.ends),
                *((latest.value, latest.on) if latest else ("", None)),
                one.asked,
                one.words,
            ]
