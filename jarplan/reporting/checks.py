"""Sets the clock before a command does anything, and refuses to start with a pinned one on somebody's plan; says
what the law's own pages still lack.
"""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from jarplan.reporting.demonstration.mark import ClockRefused, set_clock


@register("clock")
def pinned_clock_is_a_demonstrations(app_configs, **kwargs):
    try:
        set_clock()
    except ClockRefused as refusal:
        return [Error(str(refusal), id="reporting.E001")]
    return []


# What the statements of every footer cannot say without it.
STATED = (
    "COUNCIL_NAME",
    "CONTACT_EMAIL",
    "DATA_PROTECTION_EMAIL",
    "RETENTION_PERIODS",
    "ACCESSIBILITY_PREPARED_ON",
    "ACCESSIBILITY_TESTED_ON",
)


@register(Tags.compatibility, deploy=True)
def statements_are_whole(app_configs, **kwargs):
    missing = [name for name in STATED if not getattr(settings, name)]
    if not missing:
        return []
    hint = "Set them in the environment: docs/operations.md says what each is."
    said = f"The statements on accessibility and privacy, and the contact page, lack {', '.join(missing)}."
    return [Warning(said, hint=hint, id="reporting.W001")]
