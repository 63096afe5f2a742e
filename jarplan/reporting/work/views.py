"""My work: what one person has to do next, by what they hold and may do; the oldest first, the verb as the button."""

from django.core.exceptions import BadRequest
from django.views.generic import TemplateView

from actions.reports.due import due_reports
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.queries import posts_held_by
from jarplan.people.roles import Role
from jarplan.reporting.work.consultation import question_queues
from jarplan.reporting.work.queues import read_queues, unanswered_imports
from jarplan.reporting.work.scope import Scope
from recommendations.within import within


class MyWorkView(TemplateView):
    """The queues of work of who is signed in: of today only, as nobody can do anything on a past day."""

    template_name = "reporting/work/my_work.html"

    def get_context_data(self, **kwargs):
        today, as_at = day_shown(self.request)
        if as_at is not None:
            raise BadRequest("My work shows today's tasks, so it cannot be shown for a past date.")
        user = self.request.user
        plan = within(self.request)
        scope = Scope(user, today, within=plan)
        queues = read_queues(scope)
        onward = any(queue.kind.onward for queue in queues)
        return super().get_context_data(
            queues=queues,
            walk=due_reports(user, today, scope.rounds, plan) if onward else None,
            questions=question_queues(user, today, plan),
            imports=unanswered_imports(user),
            works=user.has_role(Role.OFFICER, Role.APPROVER, Role.PROGRAMME),
            posts=list(posts_held_by(user)),
            **kwargs,
        )
