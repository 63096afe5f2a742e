"""The sign-offs of an action that hold."""

from actions.models import SignOff


def live_sign_offs(action):
    """The signatures that stand: not returned, not lapsed."""
    return SignOff.objects.filter(action=action.pk, outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)
