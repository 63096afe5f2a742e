"""The page on which reminders and escalation are set."""

from dataclasses import asdict

from django.views.decorators.http import require_http_methods

from actions.reminding import policies, verbs
from actions.reminding.forms import RemindersForm
from actions.reminding.ladder import read_ladder
from jarplan.formfields.pages import posted, verb_page


@require_http_methods(["GET", "HEAD", "POST"])
def set_reminders(request):
    """Set who is told of a late report, and when papers are due."""
    policies.check_set(request.user)
    form = RemindersForm(posted(request), initial=asdict(read_ladder()))
    said = "Reminders and escalation have been saved."
    to, template = "reporting:reminders", "actions/reminding/set.html"
    return verb_page(request, form, verbs.set_reminders, said, to, template)
