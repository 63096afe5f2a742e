"""Refuses to start with a pinned clock on a database that is not a demonstration, or without one on one."""

from django.core.checks import Error, register

from jarplan.reporting.demonstration_mark import ClockRefused, check_clock


@register()
def pinned_clock_is_a_demonstrations(app_configs, **kwargs):
    try:
        check_clock()
    except ClockRefused as refusal:
        return [Error(str(refusal), id="reporting.E001")]
    return []
