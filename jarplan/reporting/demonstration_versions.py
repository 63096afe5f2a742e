"""The demonstration's script about versions of the plan: one is in consultation, and none is published."""

from jarplan.clock import day_of
from jarplan.people.models import Organisation
from jarplan.reporting.plancontent import TITLE, compose, for_the_public
from jarplan.reporting.planformat import FORMAT, to_text
from recommendations.consultationverbs import answer_question, ask_partners, respond
from recommendations.versions import version_in_hand
from recommendations.versionverbs import make_version


def freeze(*, by, now, note):
    """The plan as it stands at that moment of the script."""
    content = to_text(for_the_public(compose(day=day_of(now), now=now)))
    make_version(by=by, now=now, content=content, format=FORMAT, title=TITLE, note=note)


def ask(*, by, now, partners, answer_by, question):
    current = version_in_hand()
    asked = [(Organisation.objects.get(name=name), name) for name in partners]
    act = {"plan_version": current, "version": current.version, "partners": asked}
    ask_partners(by=by, now=now, **act, answer_by=answer_by, question=question)


def asked(partner):
    row = version_in_hand().consultations.get(partner_name=partner)
    return {"consultation": row, "version": row.version}


def answer(*, by, now, answer):
    answer_question(by=by, now=now, answer=answer, **asked(by.organisation.name))


def say_what_became_of_it(*, by, now, partner, outcome, response):
    respond(by=by, now=now, outcome=outcome, response=response, **asked(partner))


WORDS = {
    "make a version": freeze,
    "ask partners": ask,
    "answer about the plan": answer,
    "respond to a partner": say_what_became_of_it,
}
