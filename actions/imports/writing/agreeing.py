"""The verb that agrees what an import brought. Importing is one thing, agreeing another."""

from actions.imports import policies
from actions.plan import verbs as plan_verbs
from actions.rules.lifecycle import Verb, sources
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import verb


@verb
def agree_imported(*, by, now, ledger, plan_import, references=None):
    """Agrees the actions that an import brought and that are still proposed, all or those of the references:
    one event each, all or none. Returns them.
    """
    policies.check_agree_import(by, plan_import)
    actions = proposed_of(plan_import)
    if references is not None:
        actions = actions.filter(reference__in=references)
    actions = list(actions)
    if not actions:
        raise NotNow("Choose at least one action that is still proposed.")
    return plan_verbs.agree_actions(by=by, now=now, ledger=ledger, actions=actions)


def proposed_of(plan_import):
    """The actions that an import brought and that wait to be agreed."""
    return plan_import.actions.filter(status__in=sources(Verb.AGREE))
