"""Sets the clock before a command does anything, and refuses to start with a pinned one on somebody's plan."""

from django.core.checks import Error, register

from jarplan.reporting.demonstration.mark import ClockRefused, set_clock


@register()
def pinned_clock_is_a_demonstrations(app_configs, **kwargs):
    try:
        set_clock()
    except ClockRefused as refusal:
        return [Error(str(refusal), id="reporting.E001")]
    return []
