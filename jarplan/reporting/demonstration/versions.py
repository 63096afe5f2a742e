"""The demonstration's script about versions of the plan: one is in consultation, and none is published."""

from jarplan.clock import day_of
from jarplan.people.models import Organisation
from jarplan.reporting.document.compose import TITLE, compose, for_the_public
from jarplan.reporting.document.schema import FORMAT, to_text
from recommendations.consultation.verbs import answer_question, ask_partners, respond
from recommendations.versions.queries import version_in_hand
from recommendations.versions.verbs import make_version
from recommendations.within import within_of


def freeze(*, by, now, note):
    """The plan as it stands at that moment of the script."""
    plan = within_of()
    content = to_text(for_the_public(compose(day=day_of(now), now=now, within=plan)))
    about = {"inspection": plan.one, "title": TITLE, "note": note}
    make_version(by=by, now=now, content=content, format=FORMAT, **about)


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
