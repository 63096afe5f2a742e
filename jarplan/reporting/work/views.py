"""My work: what one person has to do next, by what they hold and may do; and the desk of the programme office. The
oldest first, the verb as the button."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.views.generic import TemplateView

from actions.reports.due import due_reports
from actions.reports.policies import check_rounds
from actions.returns.policies import check_return
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.roles import Role
from jarplan.reporting.work.chasing import round_now
from jarplan.reporting.work.consultation import question_queues
from jarplan.reporting.work.desk.nextmeeting import next_meeting
from jarplan.reporting.work.desk.statutory import statutory_queues
from jarplan.reporting.work.meetings import meeting_queues
from jarplan.reporting.work.office import has_desk, office_queues, returns_to_finish, unfinished_imports
from jarplan.reporting.work.queue_kinds import DESK_KINDS
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from jarplan.reporting.work.watched import watched_queues
from recommendations.within import within


def today_of(request, page):
    """Today; BadRequest where a past day is asked for, as nobody can do anything on it."""
    today, as_at = day_shown(request)
    if as_at is not None:
        raise BadRequest(f"{page} shows today's tasks, so it cannot be shown for a past date.")
    return today


class MyWorkView(TemplateView):
    """The queues of work of who is signed in."""

    template_name = "reporting/work/my_work.html"

    def get_context_data(self, **kwargs):
        today = today_of(self.request, "My work")
        user = self.request.user
        plan = within(self.request)
        scope = Scope(user, today, within=plan)
        queues = read_queues(scope)
        onward = any(queue.kind.onward for queue in queues)
        return super().get_context_data(
            queues=queues,
            walk=due_reports(user, today, scope.rounds, plan, scope.posts) if onward else None,
            law=statutory_queues(user, today, plan),
            meetings=meeting_queues(user, today, plan),
            items=[
                *question_queues(user, today, plan),
                *unfinished_imports(user),
                *returns_to_finish(user),
                *watched_queues(user, today, plan),
            ],
            may_return=allows(check_return, user),
            works=user.has_role(Role.OFFICER, Role.APPROVER, Role.PROGRAMME),
            posts=scope.posts,
            **kwargs,
        )


class DeskView(TemplateView):
    """How the round stands, what waits for a decision of the programme office, and what is missing in the plan."""

    template_name = "reporting/work/desk.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        if not has_desk(user):
            raise Http404("Only the programme office and administrators have a desk.")
        today = today_of(self.request, "The programme office's page")
        plan = within(self.request)
        scope = Scope(user, today, within=plan)
        return super().get_context_data(
            round=round_now(scope),
            next_meeting=next_meeting(scope),
            queues=read_queues(scope, DESK_KINDS),
            items=[*question_queues(user, today, plan), *office_queues(user, today, plan)],
            next_round=scope.rounds.next(today),
            may_change=user.has_role(Role.PROGRAMME),
            # The rounds are one for all inspections: who is limited to some does not set them.
            may_set_rounds=allows(check_rounds, user),
            **kwargs,
        )
