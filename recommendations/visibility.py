"""Who may see what of this app."""

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from jarplan.audit.errors import allows
from jarplan.audit.subjects import KIND_OF, SUBJECTS
from jarplan.people.roles import Role
from recommendations.models import Consultation, CouncilReport, DraftLink, PlanVersion
from recommendations.policies import check_inspections
from recommendations.within import plan_key

PUBLIC = (PlanVersion.State.PUBLISHED, PlanVersion.State.REPLACED)


def answers_seen_by(user):
    """The consultations whose answers this person may read: all of them for the programme office and for cabinet and
    scrutiny members; their own organisation's; and once a version is published, what led to it, for everybody."""
    if user.has_role(Role.PROGRAMME, Role.CABINET):
        return Consultation.objects.all()
    later = PlanVersion.objects.annotate(plan=plan_key()).filter(
        plan=plan_key(OuterRef("version_asked__inspection")),
        number__gte=OuterRef("version_asked__number"),
        state__in=PUBLIC,
    )
    public = Q(Exists(later), withdrawn_at__isnull=True)
    own = Q(organisation=user.organisation_id) if user.organisation_id else Q(pk__in=[])
    return Consultation.objects.filter(public | own)


def links_seen_by(user):
    """The links to drafts whose history this person may read: those of the questions that they may read."""
    return DraftLink.objects.filter(consultation__in=answers_seen_by(user))


def enters(user):
    """Whether this person enters inspections, and so reads what is not confirmed yet."""
    return allows(check_inspections, user)


def seen_by(user, kind):
    """The condition on the rows of a kind of aggregate that this person may see: what belongs to an inspection whose
    words are not confirmed is there for those who enter it, and for nobody else."""
    path = SUBJECTS[kind].inspection
    if not path or enters(user):
        return Q()
    if path == "pk":
        return Q(confirmed=True)
    return Q(**{f"{path}__confirmed": True}) | Q(**{f"{path}__isnull": True})


def seen_or_404(user, rows, **by):
    """The one of some rows that this person may see, as an address names it; what may not be seen is not there."""
    return get_object_or_404(rows.filter(seen_by(user, KIND_OF[rows.model])), **by)


def reports_seen_by(user):
    """The councils' reports, withdrawn ones too, whose history this person may read: until the words are confirmed,
    only those who enter them."""
    found = CouncilReport._base_manager
    return found.all() if enters(user) else found.filter(confirmed=True)
