"""Reads about deputies: which organisations have nobody who signs for them, and for which a person stands in."""

from django.db.models import Exists, OuterRef

from actions.models import Deputy
from jarplan.people.models import Organisation, User
from jarplan.people.roles import Role


def approvers():
    """The active people who sign for an organisation."""
    return User.objects.filter(is_active=True, groups__name=Role.APPROVER, organisation__isnull=False)


def without_approver():
    """The organisations that have no active approver."""
    theirs = approvers().filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(~Exists(theirs))


def without_signer():
    """The organisations that have neither an active approver nor a deputy who can sign."""
    able = Deputy.objects.filter(
        for_organisation=OuterRef("pk"), ended_at__isnull=True, signer__in=approvers()
    )
    # A deputy who has moved to the organisation itself is its approver and no deputy.
    return without_approver().filter(~Exists(able.exclude(signer__organisation=OuterRef("pk"))))


def deputyships_of(by):
    """The deputies' rows by which this person may sign now: named and not ended, themselves still an approver, and
    the organisation still without one.
    """
    if not by.has_role(Role.APPROVER):
        return Deputy.objects.none()
    return Deputy.objects.filter(
        signer=by, ended_at__isnull=True, for_organisation__in=without_approver()
    ).exclude(for_organisation=by.organisation_id)
