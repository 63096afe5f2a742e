"""Links by which a partner without an account reads the draft that it is asked about: made, ended, and what ends them
by rule.
"""

from secrets import token_urlsafe

from django.db.models import Exists, F, OuterRef

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.accounts.calendars import BYTES, digest_of
from jarplan.people.models import User
from recommendations.consultation import policies
from recommendations.models import Consultation, DraftLink, PlanVersion
from recommendations.visibility import PUBLIC
from recommendations.within import plan_of

State = PlanVersion.State
# A version that got so far stands in the place of the drafts before it.
ON_ITS_WAY = (State.IN_CONSULTATION, State.APPROVED, *PUBLIC)


@verb
def make_link(*, by, now, ledger, consultation, ends_on):
    """A new secret for the draft that a partner is asked about, which ends the one before. It is returned and kept
    nowhere; the history knows only that there is one. Raises Refused, NotNow."""
    role = policies.check_ask(by, consultation)
    # Two windows at once would else each end the earlier link and make one.
    (current,) = lock(Consultation.objects.filter(pk=consultation.pk).select_related("version_asked"))
    check_needs_link(current)
    if reason := why_over(current):
        raise NotNow(f"No link can be made. {reason}")
    if ends_on < day_of(now):
        raise NotNow(
            "This date has passed. Enter a date in the future, so that the partner has time to read."
        )
    if earlier := link_in_use(current):
        end(earlier, role=role, now=now, ledger=ledger)
    secret = token_urlsafe(BYTES)
    made = DraftLink(consultation=current, digest=digest_of(secret), ends_on=ends_on, made_at=now, made_by=by)
    made.save(force_insert=True)
    ledger.record(made, "made", role=role)
    return secret


@verb
def end_link(*, by, now, ledger, consultation):
    """Ends the link of a partner; NotNow where there is none. Raises Refused."""
    role = policies.check_ask(by, consultation)
    lock(Consultation.objects.filter(pk=consultation.pk))
    earlier = link_in_use(consultation)
    if earlier is None:
        raise NotNow("This partner has no link to the draft.")
    end(earlier, role=role, now=now, ledger=ledger)


def end(link, *, role, now, ledger):
    save_version(link, version=link.version, ended_at=now, ended_by=ledger.by)
    ledger.record(link, "ended", role=role)


def link_in_use(consultation):
    """The DraftLink of a partner that nobody has ended, or None."""
    return DraftLink.objects.filter(consultation=consultation, ended_at__isnull=True).first()


def check_needs_link(consultation):
    """NotNow where somebody of the partner can sign in: they read the draft with their account."""
    people = User.objects.filter(organisation=consultation.organisation_id, is_active=True)
    if consultation.organisation_id and people.exists():
        raise NotNow(
            f"Somebody of {consultation.partner_name} has an account and can read the draft by signing in."
        )


def link_of(secret):
    """The DraftLink of this secret with its question and version, or None."""
    rows = DraftLink.objects.select_related("consultation__version_asked__corrects")
    return rows.filter(digest=digest_of(secret)).first()


def why_ended(link, day):
    """Why a link leads nowhere any more, in a sentence; "" while it does."""
    if link.ended_at:
        return f"This link was ended on {in_full(day_of(link.ended_at))}."
    if day > link.ends_on:
        return f"This link could be used until {in_full(link.ends_on)}."
    return why_over(link.consultation)


def why_over(consultation):
    """Why nobody is to read the draft by a link any more, whatever its link says; "" while somebody may."""
    version = consultation.version_asked
    if consultation.withdrawn_at:
        return "The question about this draft has been withdrawn."
    if version.state in PUBLIC:
        return "This version of the plan has been published."
    if version.state == State.WITHDRAWN:
        return "This version of the plan has been withdrawn."
    later = PlanVersion.objects.filter(
        plan_of(version).of("plan_version"), number__gt=version.number, state__in=ON_ITS_WAY
    )
    return "A later version of the plan has taken the place of this draft." if later.exists() else ""


def opened(link, now):
    """Counts that a link was opened; nothing is kept of by whom."""
    DraftLink.objects.filter(pk=link.pk).update(times_opened=F("times_opened") + 1, last_opened=now)


def versions_linked(day):
    """The versions in hand that somebody may read by a link on this day, without what they hold."""
    links = DraftLink.objects.filter(
        consultation__version_asked=OuterRef("pk"), ended_at__isnull=True, ends_on__gte=day
    )
    rows = PlanVersion.objects.defer("content", "record").select_related("corrects")
    return rows.filter(Exists(links), published_at__isnull=True).exclude(state=State.WITHDRAWN)
