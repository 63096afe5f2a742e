"""Naming a deputy who signs for a lead organisation without an approver, and ending it."""

from actions.models import Deputy
from actions.signoff import policies
from jarplan.audit.errors import check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people.models import Organisation


@verb
def name_deputy(*, by, now, ledger, organisation, signer, reason):
    """Names an approver of another organisation who signs for this one, with the reason, and returns the Deputy."""
    # The organisation's row, since there is no deputy yet that could be locked.
    (organisation,) = lock(Organisation.objects.filter(pk=organisation.pk))
    role = policies.check_name_deputy(by, organisation, signer)
    check_given(reason, "Enter the reason for naming this deputy. The reason stays on record.")
    deputy = Deputy.objects.create(
        for_organisation=organisation, signer=signer, named_at=now, named_by=by, reason=reason
    )
    ledger.record(deputy, "named", role=role, reason=reason)
    return deputy


@verb
def end_deputy(*, by, now, ledger, deputy, version, reason):
    """Ends that somebody signs for another organisation; what they signed stands."""
    (deputy,) = lock(Deputy.objects.filter(pk=deputy.pk))
    role = policies.check_end_deputy(by, deputy)
    check_given(reason, "Enter the reason for ending the deputy. The reason stays on record.")
    save_version(deputy, version=version, ended_at=now, ended_by=by)
    ledger.record(deputy, "ended", role=role, reason=reason)
    return deputy
