"""Addresses of the pages that read several rooms."""

from django.urls import include, path

from jarplan.reporting.actionpage import rating_views
from jarplan.reporting.actionpage import views as actionpage_views
from jarplan.reporting.calendars import views as calendars_views
from jarplan.reporting.comparison import views as comparison_views
from jarplan.reporting.dashboard import slippage
from jarplan.reporting.dashboard import views as dashboard_views
from jarplan.reporting.history import views as history_views
from jarplan.reporting.lists import publication
from jarplan.reporting.lists import views as lists_views
from jarplan.reporting.measures import views as measures_views
from jarplan.reporting.own import urls as own_urls
from jarplan.reporting.packs import outline as packs_outline
from jarplan.reporting.packs import views as packs_views
from jarplan.reporting.plan_checks import views as plan_checks_views
from jarplan.reporting.progress import office as progress_office
from jarplan.reporting.recommendationpage import views as recommendationpage_views
from jarplan.reporting.redaction import views as redaction_views
from jarplan.reporting.search import views as search_views
from jarplan.reporting.trend import views as trend_views
from jarplan.reporting.versions import drafts, links
from jarplan.reporting.versions import views as versions_views
from jarplan.reporting.work import views as work_views
from jarplan.reporting.work.letters import views as letters_views

app_name = "reporting"
urlpatterns = [
    path("", dashboard_views.DashboardView.as_view(), name="dashboard"),
    path("my-work/", work_views.MyWorkView.as_view(), name="my-work"),
    path("", include(own_urls)),
    path("programme/", work_views.DeskView.as_view(), name="desk"),
    path("reminders/", letters_views.reminders, name="reminders"),
    path("recommendations/", recommendationpage_views.RecommendationsView.as_view(), name="recommendations"),
    path(
        "recommendations.csv",
        recommendationpage_views.RecommendationsExport.as_view(),
        {"kind": "csv"},
        name="recommendations-csv",
    ),
    path(
        "recommendations.xlsx",
        recommendationpage_views.RecommendationsExport.as_view(),
        {"kind": "xlsx"},
        name="recommendations-xlsx",
    ),
    path(
        "recommendations/<recommendation:reference>/",
        recommendationpage_views.RecommendationView.as_view(),
        name="recommendation",
    ),
    path("actions/", lists_views.ActionsView.as_view(), name="actions"),
    path("measures/", measures_views.MeasuresView.as_view(), name="measures"),
    *[
        path(
            f"measures.{kind}",
            measures_views.MeasuresExport.as_view(),
            {"kind": kind},
            name=f"measures-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("search/", search_views.SearchView.as_view(), name="search"),
    path("trend/", trend_views.TrendView.as_view(), name="trend"),
    path("timeline/", lists_views.TimelineView.as_view(), name="timeline"),
    path("actions.csv", lists_views.ActionsExport.as_view(), {"kind": "csv"}, name="actions-csv"),
    path("actions.xlsx", lists_views.ActionsExport.as_view(), {"kind": "xlsx"}, name="actions-xlsx"),
    path("actions/<action:reference>/", actionpage_views.action, name="action"),
    path("actions/<action:reference>/rating/", rating_views.rating, name="rating"),
    path("rating-rule/", rating_views.rating_rule, name="rating-rule"),
    *[
        path(
            f"actions/<action:reference>/history.{kind}",
            actionpage_views.action_history,
            {"kind": kind},
            name=f"action-history-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("compare/", comparison_views.CompareView.as_view(), name="compare"),
    *[
        path(
            f"compare.{kind}",
            comparison_views.CompareExport.as_view(),
            {"kind": kind},
            name=f"compare-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("slippage/", slippage.SlippageView.as_view(), name="slippage"),
    path("slippage.csv", slippage.SlippageExport.as_view(), {"kind": "csv"}, name="slippage-csv"),
    path("slippage.xlsx", slippage.SlippageExport.as_view(), {"kind": "xlsx"}, name="slippage-xlsx"),
    path("published/calendar.ics", calendars_views.public_calendar, name="public-calendar"),
    path(
        "published/<slug:inspection>/calendar.ics", calendars_views.public_calendar, name="public-calendar-of"
    ),
    path("calendar/<slug:token>.ics", calendars_views.own_calendar, name="own-calendar"),
    path("versions/", versions_views.versions, name="versions"),
    path("versions/make/", versions_views.make, name="version-make"),
    path("versions/<int:number>/", versions_views.version, name="version"),
    *[
        path(f"versions/<int:number>.{kind}", drafts.draft, {"kind": kind}, name=f"version-{kind}")
        for kind in drafts.DRAFTS
    ],
    *[
        path(f"versions/<int:number>/{step.__name__}/", step, name=f"version-{step.__name__}")
        for step in (
            versions_views.changes,
            versions_views.consult,
            versions_views.approve,
            versions_views.publish,
            versions_views.withdraw,
        )
    ],
    path("drafts/<slug:token>/", links.linked, name="linked"),
    *[
        path(f"drafts/<slug:token>.{kind}", links.linked_file, {"kind": kind}, name=f"linked-{kind}")
        for kind in drafts.DRAFTS
    ],
    path("consultation/<uuid:uuid>/link/", links.make_link, name="make-link"),
    path("consultation/<uuid:uuid>/link/end/", links.end_link, name="end-link"),
    path("versions/checks/", plan_checks_views.plan_checks, name="plan-checks"),
    path("versions/<int:number>/checks/", plan_checks_views.version_checks, name="version-checks"),
    *[
        path(
            f"publication.{kind}",
            publication.PublicationExport.as_view(),
            {"kind": kind},
            name=f"publication-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("meetings/<uuid:uuid>/pack/", packs_views.draft, name="pack-draft"),
    path("meetings/<uuid:uuid>/pack/preview/", packs_views.preview, name="pack-preview"),
    *[
        path(
            f"meetings/<uuid:uuid>/pack/preview.{kind}",
            packs_views.draft_file,
            {"kind": kind},
            name=f"pack-draft-{kind}",
        )
        for kind in packs_outline.FILES
    ],
    path("packs/<int:number>/", packs_views.pack, name="pack"),
    *[
        path(f"packs/<int:number>.{kind}", packs_views.pack_file, {"kind": kind}, name=f"pack-{kind}")
        for kind in packs_outline.FILES
    ],
    path("releases/", progress_office.released, name="released"),
    path("releases/<int:number>/withdraw/", progress_office.withdraw, name="withdraw-release"),
    path("releases/<slug:inspection>/<uuid:uuid>/", progress_office.release, name="release-progress"),
    path("history/", history_views.HistoryView.as_view(), name="history"),
    path("history/remove/", redaction_views.remove_text, name="remove-text"),
    path("history.csv", history_views.HistoryExport.as_view(), {"kind": "csv"}, name="history-csv"),
    path("history.xlsx", history_views.HistoryExport.as_view(), {"kind": "xlsx"}, name="history-xlsx"),
]
