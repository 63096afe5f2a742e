"""The addresses of the verbs on an action, room by room. The action's own page is the roof's."""

from actions.agenda import urls as agenda
from actions.challenges import urls as challenges
from actions.changes import urls as changes
from actions.duedates import urls as duedates
from actions.evidence import urls as evidence
from actions.life import urls as life
from actions.plan import urls as plan
from actions.reminding import urls as reminding
from actions.reports import urls as reports
from actions.rounds import urls as rounds
from actions.samples import urls as samples
from actions.signoff import urls as signoff
from actions.waits import urls as waits

app_name = "actions"
urlpatterns = [
    *reports.urlpatterns,
    *agenda.urlpatterns,
    *challenges.urlpatterns,
    *changes.urlpatterns,
    *duedates.urlpatterns,
    *evidence.urlpatterns,
    *life.urlpatterns,
    *plan.urlpatterns,
    *reminding.urlpatterns,
    *rounds.urlpatterns,
    *samples.urlpatterns,
    *signoff.urlpatterns,
    *waits.urlpatterns,
]
