"""The choices of a list's filters, drawn as plain selects: a form library is too slow for what stands above
every list."""

from django.core.exceptions import BadRequest
from django.utils.safestring import SafeString

from actions.rules.filters import Filters, named_frame
from jarplan.reporting.addresses import PLACE
from jarplan.reporting.filling import filled
from recommendations.models import Timeframe
from recommendations.within import NAME

CHOSEN = SafeString(" selected")
NOTHING = SafeString("")
OPTION = '<option value="{}"{}>{}</option>'


def select(name, label, options, chosen):
    """A labelled select. `options`: {value: words}; a value that is asked for and not offered is shown too."""
    if chosen not in options:
        options = {**options, chosen: chosen}
    return filled(
        '<div class="field"><label class="label" for="filter-{}">{}</label>'
        '<select id="filter-{}" name="{}">{}</select></div>',
        name,
        label,
        name,
        name,
        SafeString(
            "".join(
                filled(OPTION, value, CHOSEN if value == chosen else NOTHING, words)
                for value, words in options.items()
            )
        ),
    )


def frame_of(timeframe, plan):
    """(prefix of the inspection or "", label) of the timeframe that is asked for. BadRequest where its label alone
    is, and several of the inspections that are shown call one so: these are several timeframes."""
    prefix, label = Filters(timeframe=timeframe).frame
    if label and not prefix and len(plan.shown) > 1:
        rows = Timeframe.objects.filter(label=label, inspection__in=[one.pk for one in plan.shown])
        prefixes = list(rows.values_list("inspection__reference_prefix", flat=True))
        if len(prefixes) > 1:
            names = " or ".join(f"“{named_frame(one, label)}”" for one in prefixes)
            raise BadRequest(f"Several inspections have the timeframe “{label}”. Ask for {names}.")
    return prefix, label


BOX = (
    '<label class="choice" for="column-{0}">'
    '<input type="checkbox" id="column-{0}" name="columns" value="{0}"{1}> {2}</label>'
)


def boxes(offered, chosen):
    """A checkbox for each column that can be chosen."""
    drawn = [filled(BOX, key, TICKED if key in chosen else NOTHING, words) for key, words in offered.items()]
    return SafeString("\n".join(drawn))


TICKED = SafeString(" checked")


def unknown_in(query, *known):
    """What an address asks for and its list, which has the filters `known`, knows nothing of, in words; "" where it
    knows all."""
    names = [f"“{name[:40]}”" for name in query if name not in (*known, *PLACE, NAME)]
    if not names:
        return ""
    have, them = ("is not a filter", "it") if len(names) == 1 else ("are not filters", "them")
    return f"{' and '.join(names)} {have} of this list, so nothing has been left out for {them}."
