"""The page on which a reading of a success criterion is withdrawn; readings are taken with a report."""

from django.shortcuts import get_object_or_404

from actions.models import Reading
from actions.reports import measurements, policies
from actions.reports.measurement_forms import WithdrawMeasurementForm
from actions.verbpages.views import act_on, action_page
from jarplan.formfields.pages import posted


@action_page(policies.check_withdraw_measurement)
def withdraw(request, action, update, criterion):
    """Withdraw a reading, with the reason; it stays on record."""
    reading = get_object_or_404(
        Reading, update__action=action, update__uuid=update, criterion__uuid=criterion
    )
    form = WithdrawMeasurementForm(posted(request))

    def shown(action):
        return {"reading": reading, "signed": measurements.is_signed(action, update, criterion)}

    said, template = "The measurement has been withdrawn. It stays on record.", "reports/withdraw_measurement"
    act = {"update": update, "criterion": criterion}
    return act_on(request, action, form, measurements.withdraw_measurement, said, template, shown, **act)
