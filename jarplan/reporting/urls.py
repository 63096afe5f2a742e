"""Addresses of the pages that read several rooms."""

from django.urls import path

from jarplan.reporting import (
    actionlist,
    actionviews,
    blanking_views,
    dashboard,
    feedviews,
    historyviews,
    lintviews,
    mywork,
    publicationexport,
    ratingviews,
    recommendationviews,
    slippage,
    versionviews,
)
from recommendations import references  # noqa: F401  an address knows what a reference looks like

app_name = "reporting"
urlpatterns = [
    path("", dashboard.DashboardView.as_view(), name="dashboard"),
    path("my-work/", mywork.MyWorkView.as_view(), name="my-work"),
    path("recommendations/", recommendationviews.RecommendationsView.as_view(), name="recommendations"),
    path(
        "recommendations.csv",
        recommendationviews.RecommendationsExport.as_view(),
        {"kind": "csv"},
        name="recommendations-csv",
    ),
    path(
        "recommendations.xlsx",
        recommendationviews.RecommendationsExport.as_view(),
        {"kind": "xlsx"},
        name="recommendations-xlsx",
    ),
    path(
        "recommendations/<recommendation:reference>/",
        recommendationviews.RecommendationView.as_view(),
        name="recommendation",
    ),
    path("actions/", actionlist.ActionsView.as_view(), name="actions"),
    path("actions.csv", actionlist.ActionsExport.as_view(), {"kind": "csv"}, name="actions-csv"),
    path("actions.xlsx", actionlist.ActionsExport.as_view(), {"kind": "xlsx"}, name="actions-xlsx"),
    path("actions/<action:reference>/", actionviews.action, name="action"),
    path("actions/<action:reference>/rating/", ratingviews.rating, name="rating"),
    path("rating-rule/", ratingviews.rating_rule, name="rating-rule"),
    *[
        path(
            f"actions/<action:reference>/history.{kind}",
            actionviews.action_history,
            {"kind": kind},
            name=f"action-history-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("slippage/", slippage.SlippageView.as_view(), name="slippage"),
    path("slippage.csv", slippage.SlippageExport.as_view(), {"kind": "csv"}, name="slippage-csv"),
    path("slippage.xlsx", slippage.SlippageExport.as_view(), {"kind": "xlsx"}, name="slippage-xlsx"),
    path("published/calendar.ics", feedviews.public_calendar, name="public-calendar"),
    path("calendar/<slug:token>.ics", feedviews.own_calendar, name="own-calendar"),
    path("versions/", versionviews.versions, name="versions"),
    path("versions/make/", versionviews.make, name="version-make"),
    path("versions/<int:number>/", versionviews.version, name="version"),
    *[
        path(f"versions/<int:number>/{step.__name__}/", step, name=f"version-{step.__name__}")
        for step in (
            versionviews.changes,
            versionviews.consult,
            versionviews.approve,
            versionviews.publish,
            versionviews.withdraw,
        )
    ],
    path("versions/checks/", lintviews.plan_checks, name="plan-checks"),
    path("versions/<int:number>/checks/", lintviews.version_checks, name="version-checks"),
    *[
        path(
            f"publication.{kind}",
            publicationexport.PublicationExport.as_view(),
            {"kind": kind},
            name=f"publication-{kind}",
        )
        for kind in ("csv", "xlsx")
    ],
    path("history/", historyviews.HistoryView.as_view(), name="history"),
    path("history/remove/", blanking_views.remove_text, name="remove-text"),
    path("history.csv", historyviews.HistoryExport.as_view(), {"kind": "csv"}, name="history-csv"),
    path("history.xlsx", historyviews.HistoryExport.as_view(), {"kind": "xlsx"}, name="history-xlsx"),
]
