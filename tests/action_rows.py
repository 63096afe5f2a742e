"""The actions that the permission table knows, one for each stage of life, and what is posted about them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.content import Content
from actions.dates import PlanDate
from actions.models import Action, Evidence
from actions.progress import attach_evidence, say_delivered
from actions.services import add_action, agree_action
from actions.signing import digest_of
from tests.factories import PostFactory
from tests.plan import NOON, make_recommendation

A_LATER_DATE = {
    "to_day": "30",
    "to_month": "9",
    "to_year": "2008",
    "category": "people",
    "reason": "two posts are empty",
}


def officer_of(world, organisation):
    return world.actors["officer_a" if organisation == world.organisations["A"] else "officer_b"]


def proposed(world, organisation):
    """The reference of an action that a post of the organisation leads."""
    leads = (PostFactory(organisation=organisation),)
    content = Content(text="Audit all cases", leads=leads, due=PlanDate.on(date(2008, 7, 18)))
    act = {"by": world.actors["programme"], "now": NOON}
    return {"reference": add_action(**act, recommendation=make_recommendation(), content=content).reference}


def agreed(world, organisation):
    found = proposed(world, organisation)
    agree_action(by=world.actors["programme"], now=NOON, action=Action.objects.get(**found))
    return found


def shown(world, organisation):
    """An action with a piece of evidence."""
    found = agreed(world, organisation)
    act = {"by": officer_of(world, organisation), "now": NOON, "action": Action.objects.get(**found)}
    attach_evidence(**act, shows="Audit", upload=SimpleUploadedFile("audit.txt", b"350 of 350 cases"))
    return found


def evidence(world, organisation):
    found = shown(world, organisation)
    return {**found, "uuid": Evidence.objects.get(actions__reference=found["reference"]).uuid}


def delivered(world, organisation):
    found = shown(world, organisation)
    say_delivered(by=officer_of(world, organisation), now=NOON, action=Action.objects.get(**found))
    return found


def seen(thing, **data):
    """What is posted about an action: the version that was seen, and `data`."""

    def posted(world, organisation):
        return {"version": Action.objects.get(**world.arguments(thing, organisation)).version, **data}

    return posted


def typed(thing=None):
    """An action's text as it is typed, led by a post of the organisation."""

    def posted(world, organisation):
        action = thing and Action.objects.get(**world.arguments(thing, organisation))
        return {
            "version": action.version if action else "",
            "text": "Audit every case",
            "accountable": PostFactory(organisation=organisation).pk,
            "criteria-TOTAL_FORMS": 0,
            "criteria-INITIAL_FORMS": 0,
        }

    return posted


def signature(world, organisation):
    action = Action.objects.get(**world.arguments("delivered action", organisation))
    return {"seen": digest_of(action), "decision": "sign"}
