"""The addresses of the verbs on an action. The action's own page reads several rooms and is the roof's."""

from django.urls import path

from actions import (
    challengeviews,
    dateviews,
    deputyviews,
    evidenceviews,
    readingviews,
    reportviews,
    roundviews,
    signviews,
    standingviews,
    textviews,
    togetherviews,
    views,
)
from recommendations import references  # noqa: F401  an address knows what a reference looks like

app_name = "actions"
urlpatterns = [
    path("report/", reportviews.report, name="report"),
    path("rounds/", roundviews.rounds, name="rounds"),
    path("rounds/open/", roundviews.open_one, name="open-round"),
    path("rounds/<uuid:uuid>/", roundviews.one, name="round"),
    path("rounds/<uuid:uuid>/change/", roundviews.change, name="change-round"),
    path("recommendations/<recommendation:reference>/add-action/", textviews.add, name="add"),
    path("actions/together/", togetherviews.several, name="together"),
    path("actions/<action:reference>/edit/", textviews.edit, name="edit"),
    path("actions/<action:reference>/withdraw/", textviews.withdraw, name="withdraw"),
    path("actions/<action:reference>/agree/", textviews.agree, name="agree"),
    path("actions/<action:reference>/pause/", standingviews.pause, name="pause"),
    path("actions/<action:reference>/resume/", standingviews.resume, name="resume"),
    path("actions/<action:reference>/supersede/", standingviews.supersede, name="supersede"),
    path("actions/<action:reference>/reinstate/", standingviews.reinstate, name="reinstate"),
    path("actions/<action:reference>/decline/", standingviews.decline, name="decline"),
    path("actions/<action:reference>/take-up/", standingviews.take_up, name="take-up"),
    path("actions/<action:reference>/sign-off/<uuid:uuid>/take-back/", signviews.take_back, name="take-back"),
    path("actions/<action:reference>/later-look/", signviews.later_look, name="later-look"),
    path("actions/<action:reference>/deputy/", deputyviews.name_for, name="deputy"),
    path("deputies/", deputyviews.index, name="deputies"),
    path("deputies/name/", deputyviews.name, name="deputy-name"),
    path("deputies/<uuid:uuid>/end/", deputyviews.end, name="deputy-end"),
    path("actions/life/", standingviews.life, name="life"),
    path("actions/<action:reference>/update/", reportviews.update, name="update"),
    path("actions/<action:reference>/deliver/", views.deliver, name="deliver"),
    path("actions/<action:reference>/sign-off/", views.sign, name="sign-off"),
    path("actions/<action:reference>/date-change/", dateviews.date_change, name="date-change"),
    path("actions/<action:reference>/recall-date/", dateviews.recall_date, name="recall-date"),
    path("actions/<action:reference>/challenge/", challengeviews.challenge, name="challenge"),
    path(
        "actions/<action:reference>/readings/<uuid:update>/<uuid:criterion>/withdraw/",
        readingviews.withdraw,
        name="withdraw-reading",
    ),
    path("actions/<action:reference>/evidence/", evidenceviews.evidence, name="evidence"),
    path("actions/<action:reference>/evidence/use/", evidenceviews.use, name="use-evidence"),
    path(
        "actions/<action:reference>/evidence/<uuid:uuid>/", evidenceviews.evidence_file, name="evidence-file"
    ),
    path(
        "actions/<action:reference>/evidence/<uuid:uuid>/newer/", evidenceviews.newer, name="newer-evidence"
    ),
    path("actions/<action:reference>/evidence/<uuid:uuid>/end-use/", evidenceviews.end_use, name="end-use"),
    path(
        "actions/<action:reference>/evidence/<uuid:uuid>/withdraw/",
        evidenceviews.withdraw,
        name="withdraw-evidence",
    ),
]
