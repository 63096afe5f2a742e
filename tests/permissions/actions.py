"""The actions that the permission table knows, one for each stage of life, and what is posted about them."""

from dataclasses import replace
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.duedates.verbs import ask_for_date
from actions.evidence.verbs import attach_evidence, use_evidence
from actions.life.verbs import decline_action, pause_action, supersede_action
from actions.models import Action, Evidence, Lead, ReportingRound, SampleCheck, SignOff
from actions.plan.content import Content, Criterion, content_of
from actions.plan.verbs import add_action, agree_action, edit_action
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.samples.verbs import draw_sample
from actions.signoff.deputies import name_deputy
from actions.signoff.verbs import digest_of
from tests.claims import checked, deliver_action, sign_off
from tests.factories import OrganisationFactory, PostFactory
from tests.plan import NOON, make_recommendation

A_LATER_DATE = {
    "to_day": "30",
    "to_month": "9",
    "to_year": "2008",
    "category": "people",
    "reason": "two posts are empty",
}


OTHER_DAYS = {
    "version": 1,
    **{f"opens_on_{part}": number for part, number in (("day", 18), ("month", 6), ("year", 2008))},
    **{f"closes_on_{part}": number for part, number in (("day", 1), ("month", 1), ("year", 2100))},
}


def reporting_round(world, organisation):
    """The one round of June 2008, whoever asks for it."""
    days = {"opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    row, _ = ReportingRound.objects.get_or_create(month=date(2008, 6, 1), defaults=days)
    return {"uuid": row.uuid}


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


def set_aside(stage, verb, **more):
    """A thing: an action of this stage, after a verb of actions.life.verbs."""

    def made(world, organisation):
        found = stage(world, organisation)
        action = Action.objects.get(**found)
        act = {"by": world.actors["programme"], "now": NOON, "reason": "two posts are empty"}
        verb(**act, action=action, version=action.version, **{name: one(world) for name, one in more.items()})
        return found

    return made


def paused(world, organisation):
    return set_aside(agreed, pause_action)(world, organisation)


def declined(world, organisation):
    return set_aside(proposed, decline_action)(world, organisation)


def superseded(world, organisation):
    return set_aside(agreed, supersede_action, successor=another)(world, organisation)


def another(world):
    """An action that can take the place of others."""
    found = world.arguments("agreed action", world.organisations["A"])
    return Action.objects.get(**found)


def with_another(world, organisation):
    """An agreed action, made when there is another that can take its place."""
    another(world)
    return agreed(world, organisation)


def superseding(world, organisation):
    """What is posted to supersede an agreed action."""
    version = Action.objects.get(**world.arguments("action beside another", organisation)).version
    return {"version": version, "reason": "both say the same", "successor": another(world).reference}


def shown(world, organisation):
    """An action with a piece of evidence."""
    found = agreed(world, organisation)
    act = {"by": officer_of(world, organisation), "now": NOON, "action": Action.objects.get(**found)}
    attach_evidence(**act, shows="Audit", upload=SimpleUploadedFile("audit.txt", b"350 of 350 cases"))
    return found


NO_READING = dict.fromkeys(("update", "criterion"), "00000000-0000-4000-8000-000000000000")


def reading(world, organisation):
    """An action and a reading of its criterion, by the UUIDs of the report and of the criterion."""
    leads, by = (PostFactory(organisation=organisation),), world.actors["programme"]
    content = Content(
        text="Audit all cases",
        leads=leads,
        due=PlanDate.on(date(2008, 7, 18)),
        criteria=(Criterion("All are"),),
    )
    action = add_action(by=by, now=NOON, recommendation=make_recommendation(), content=content)
    agree_action(by=by, now=NOON, action=action)
    criterion = action.criteria.get().uuid
    update = report_progress(
        by=officer_of(world, organisation),
        now=NOON,
        action=action,
        rating="green",
        done="Some",
        readings=[Taken(criterion, met=True, on=NOON.date(), source="The audit")],
    )
    return {"reference": action.reference, "update": update.uuid, "criterion": criterion}


def evidence(world, organisation):
    found = shown(world, organisation)
    return {**found, "uuid": Evidence.objects.get(actions__reference=found["reference"]).uuid}


def beside_evidence(world, organisation):
    """An action without evidence, beside another one that has some."""
    world.arguments("evidence", organisation)
    return agreed(world, organisation)


def evidence_elsewhere(world, organisation):
    """Evidence of another action of the organisation, to be used here too."""
    return {"evidence": world.arguments("evidence", organisation)["uuid"]}


def used_evidence(world, organisation):
    """Evidence of another action of the organisation that is used for this one too."""
    found = beside_evidence(world, organisation)
    shown = Evidence.objects.get(uuid=world.arguments("evidence", organisation)["uuid"])
    act = {"by": officer_of(world, organisation), "now": NOON, "evidence": shown}
    use_evidence(action=Action.objects.get(**found), **act)
    return {**found, "uuid": shown.uuid}


def delivered(world, organisation):
    found = shown(world, organisation)
    deliver_action(by=officer_of(world, organisation), now=NOON, action=Action.objects.get(**found))
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


def asked(world, organisation):
    """An action for which an officer of the organisation asked for a later date."""
    found = agreed(world, organisation)
    act = {"by": officer_of(world, organisation), "now": NOON, "action": Action.objects.get(**found)}
    ask_for_date(**act, to=PlanDate.on(date(2008, 9, 30)), category="people", reason="two posts are empty")
    return found


def asked_otherwise(world, organisation):
    """An action for which an officer of the organisation asked for another text."""
    found = agreed(world, organisation)
    action = Action.objects.get(**found)
    content = replace(content_of(action), text="Audit half of the cases")
    act = {"by": officer_of(world, organisation), "now": NOON, "action": action, "version": action.version}
    edit_action(**act, content=content, category="people", reason="two posts are empty")
    return found


def request_otherwise(world, organisation):
    action = Action.objects.get(**world.arguments("action asked otherwise", organisation))
    return {"change": action.content_changes.get().uuid}


def decision_otherwise(world, organisation):
    return request_otherwise(world, organisation) | {"decision": "agree"}


def request(world, organisation):
    action = Action.objects.get(**world.arguments("asked action", organisation))
    return {"change": action.date_changes.get().uuid}


def signature(world, organisation):
    action = Action.objects.get(**world.arguments("delivered action", organisation))
    return {"seen": digest_of(action), "decision": "sign", **checked(action)}


def signed_off(world, organisation):
    """An action that an approver of the organisation and the board have signed."""
    found = delivered(world, organisation)
    action = Action.objects.get(**found)
    letter = "a" if organisation == world.organisations["A"] else "b"
    for who in (f"approver_{letter}", "programme"):
        sign_off(by=world.actors[who], now=NOON, action=action, seen=digest_of(Action.objects.get(**found)))
    return found


def signature_of_approver(world, organisation):
    found = signed_off(world, organisation)
    return {**found, "uuid": SignOff.objects.get(action__reference=found["reference"], round=1).uuid}


def drawn(world, organisation):
    """An action that an approver of the organisation and the board have signed, and that a sample has drawn."""
    found = signed_off(world, organisation)
    inspection = Action.objects.get(**found).recommendation.inspection
    draw_sample(by=world.actors["programme"], now=NOON, inspection=inspection, number=1)
    return found


def a_sample(world, organisation):
    found = world.arguments("drawn action", organisation)
    return {"uuid": SampleCheck.objects.filter(action__reference=found["reference"]).last().sample.uuid}


def a_check(world, organisation):
    """What is posted to record a check."""
    found = world.arguments("drawn action", organisation)
    check = SampleCheck.objects.filter(action__reference=found["reference"]).last()
    return {"check": check.uuid, "outcome": "holds", "seen": "The cases of May"}


def a_wait(world, organisation):
    """What is posted to have an action wait for another one."""
    return {"other": another(world).reference, "why": "It needs its places"}


def a_later_look(world, organisation):
    version = Action.objects.get(**world.arguments("signed action", organisation)).version
    when = {"next_on_day": "1", "next_on_month": "6", "next_on_year": "2090"}
    return {"version": version, "outcome": "not yet", "effect": "The audit of May", **when}


def a_deputy(world, organisation):
    """Somebody of A or B who signs for a third organisation, which has no approver."""
    bare = OrganisationFactory(name=f"Board beside {organisation.name}")
    signer = world.actors["approver_a" if organisation == world.organisations["A"] else "approver_b"]
    act = {"by": world.actors["programme"], "now": NOON, "reason": "It has no approver"}
    return {"uuid": name_deputy(**act, organisation=bare, signer=signer).uuid}


def signed_by_nobody(world, organisation):
    """A delivered action that a third organisation leads too, which has no approver."""
    found = delivered(world, organisation)
    post = PostFactory(organisation=OrganisationFactory(name=f"Trust beside {organisation.name}"))
    Lead.objects.create(action=Action.objects.get(**found), post=post)
    return found


def naming_for(world, organisation):
    """What is posted to name a deputy for that organisation."""
    reference = world.arguments("action that nobody signs", organisation)["reference"]
    bare = Lead.objects.get(action__reference=reference, post__organisation__name__startswith="Trust beside")
    other = "approver_a" if organisation == world.organisations["B"] else "approver_b"
    return {
        "organisation": bare.post.organisation.uuid,
        "signer": world.actors[other].pk,
        "reason": "It has no approver",
    }


def naming(world, organisation):
    """What is posted to name a deputy for an organisation that has a post and no approver."""
    bare = PostFactory(organisation=OrganisationFactory(name="A board that leads")).organisation
    return {
        "organisation": bare.uuid,
        "signer": world.actors["approver_b"].pk,
        "reason": "It has no approver",
    }
