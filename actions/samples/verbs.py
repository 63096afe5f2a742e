"""Drawing a sample of signed-off actions, and recording what a check of one of them found."""

import secrets

from actions.models import Sample, SampleCheck
from actions.plan.verbs import locked
from actions.rules.lifecycle import Verb
from actions.samples import policies
from actions.samples.drawing import SEEDS, draw
from actions.samples.queries import board_sign_offs, drawable, signed_off
from actions.signoff.withdraw import end_all
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one


@verb
def draw_sample(*, by, now, ledger, inspection, number, seed=None, once=None):
    """Draws so many of an inspection's signed-off actions at random and returns the Sample, each of them waiting for
    its check. `seed`: to draw one again; nobody who asks for a sample on a page chooses it. NotNow where there are
    too few to draw from. Repeated where the form `once` was sent before.
    """
    role = policies.check_draw(by, inspection)
    # Under their locks no sign-off ends meanwhile, and two samples at once do not draw the same action.
    held = [one.pk for one in lock(signed_off(inspection))]
    key = uuid_of_one(Sample, inspection.pk, number, by=by, once=once)
    rows = {one.reference: one for one in drawable(inspection).filter(pk__in=held)}
    check_number(number, len(rows))
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    sample = Sample.objects.create(
        uuid=key,
        inspection=inspection,
        drawn_at=now,
        drawn_by=by,
        role=role,
        seed=seed,
        number=number,
        drawn_from=sorted(rows),
    )
    drawn = [rows[reference] for reference in draw(rows, number, seed)]
    signed = board_sign_offs([one.pk for one in drawn])
    for action in drawn:
        about = {"sample": sample, "action": action, "sign_off": signed[action.pk]}
        check = SampleCheck.objects.create(**about, drawn_at=now, drawn_by=by)
        ledger.record(check, "drawn", role=role)
    ledger.record(sample, "drawn", role=role)
    return sample


def check_number(number, there):
    """NotNow where so many cannot be drawn from as many as are there."""
    if not there:
        raise NotNow(
            "No signed-off action is left to draw: there is none, or each is waiting for a check already."
        )
    if number < 1:
        raise NotNow("Draw at least 1 action.")
    if number > there:
        what = "signed-off action" if there == 1 else "signed-off actions"
        raise NotNow(f"There {'is' if there == 1 else 'are'} only {there} {what} to draw from.")


@verb
def record_check(*, by, now, ledger, action, check, held, seen, reason=""):
    """Records whether the sign-off of a drawn action holds, and what was looked at; returns the SampleCheck. Where it
    does not hold, with the reason, its sign-off ends: the action is delivered, and awaits its lead organisation.
    """
    action = locked(action)
    # `action` in the condition: a check of another action under this one's address is not there.
    rows = SampleCheck.objects.filter(pk=check.pk, action=action).select_related("action", "sign_off")
    (check,) = lock(rows)
    role = policies.check_check(by, check, Verb.CHECK_HELD if held else Verb.CHECK_FAILED)
    seen = check_given(seen, "Enter what you looked at.")
    if not held:
        reason = check_given(reason, "Enter why the sign-off does not hold. The reason stays on record.")
    reason = "" if held else reason
    found = {"checked_at": now, "checked_by": by, "role": role, "held": held, "seen": seen, "reason": reason}
    save_version(check, version=check.version, **found)
    ledger.record(check, "checked", role=role, reason=reason)
    if not held:
        end_all(ledger, role, action, reason)
    return check
