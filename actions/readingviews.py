"""The page on which a reading of a success criterion is withdrawn; readings are taken with a report."""

from django.shortcuts import get_object_or_404

from actions import policies, readings
from actions.models import Reading
from actions.readingforms import WithdrawReadingForm
from actions.verbviews import done, posted, show, verb_page
from jarplan import clock


@verb_page(policies.check_withdraw_reading)
def withdraw(request, action, update, criterion):
    """Withdraw a reading, with the reason; it stays on record."""
    reading = get_object_or_404(
        Reading, update__action=action, update__uuid=update, criterion__uuid=criterion
    )
    form = WithdrawReadingForm(posted(request))
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "action": action}
        act |= {"update": update, "criterion": criterion}
        if form.call(readings.withdraw_reading, **act, **form.cleaned_data):
            return done(request, action, "The reading is withdrawn. It stays on record.")
    signed = readings.is_signed(action, update, criterion)
    return show(request, "withdraw_reading", action, form, reading=reading, signed=signed)
