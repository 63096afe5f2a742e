"""My work: what one person has to do next, by what they hold and may do; the oldest first, the verb as the button."""

from django.core.exceptions import BadRequest
from django.views.generic import TemplateView

from actions.duereports import due_reports
from jarplan.audit.asat import day_shown
from jarplan.people.queries import posts_held_by
from jarplan.people.roles import Role
from jarplan.reporting.consultationwork import question_piles
from jarplan.reporting.desk import Desk
from jarplan.reporting.piles import read_piles, unanswered_imports


class MyWorkView(TemplateView):
    """The piles of work of who is signed in: of today only, as nobody can do anything on a past day."""

    template_name = "reporting/my_work.html"

    def get_context_data(self, **kwargs):
        today, as_at = day_shown(self.request)
        if as_at is not None:
            raise BadRequest("My work is what there is to do today, so it cannot be shown as at a past day.")
        user = self.request.user
        desk = Desk(user, today)
        piles = list(read_piles(desk))
        onward = any(pile.kind.onward for pile in piles)
        return super().get_context_data(
            piles=piles,
            walk=due_reports(user, today, desk.rounds) if onward else None,
            questions=question_piles(user, today),
            imports=unanswered_imports(user),
            works=user.has_role(Role.OFFICER, Role.APPROVER, Role.PROGRAMME),
            posts=list(posts_held_by(user)),
            **kwargs,
        )
