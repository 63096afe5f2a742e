"""The page for children and young people (recommendation 1): who writes it, the verb, and its reads.

There is one page for each inspection. Each version of the plan freezes it as it stands; only then does the public
read it.
"""

from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.people.roles import Role
from recommendations.limits import OF_FIRST, check_acts
from recommendations.models import ChildrensPage
from recommendations.within import EVERYTHING, plan_key

NOT_YET = 0  # the version of a page that nobody has written


def check_write(by, inspection=None):
    """Officers of any organisation and the programme office write; the system does where it sets up. `inspection`:
    whose plan it is about; None: that of the first."""
    if by is None:
        return None
    sentence = "Only officers and the programme office may write the page for children and young people."
    return check_acts(by, Role.PROGRAMME, Role.OFFICER, sentence=sentence, about=inspection or OF_FIRST)


def childrens_page(within=EVERYTHING):
    """The page of a plan as it stands, or None where nobody has written it."""
    return ChildrensPage.objects.select_related("written_by").filter(within.of("childrens_page")).first()


@verb
def write_childrens_page(*, by, now, ledger, version, title, text, inspection=None):
    """Writes the page of an inspection's plan, or changes it. `version`: of the page that was looked at, 0
    where there was none. What changes nothing is no event. Raises Refused, NotNow, Stale."""
    role = check_write(by, inspection)
    said = {"title": title.strip(), "text": text.strip()}
    if not all(said.values()):
        raise NotNow("Enter a title and text.")
    rows = ChildrensPage.objects.annotate(plan=plan_key())
    rows = rows.filter(plan=inspection.pk) if inspection else rows.filter(inspection=None)
    current = next(iter(lock(rows)), None)
    # A page that nobody has written has no row to lock: whoever makes it second is told as stale by the
    # unique slug.
    if (current.version if current else NOT_YET) != version:
        raise Stale(current) if current else NotNow("This page is no longer there. Open it again.")
    if current is None:
        current = first_page(inspection, **said, written_at=now, written_by=by)
    elif all(getattr(current, name) == value for name, value in said.items()):
        return current
    else:
        save_version(current, version=version, **said, written_at=now, written_by=by)
    ledger.record(current, "first written" if version == NOT_YET else "rewritten", role=role)
    return current


def first_page(inspection=None, **values):
    """The page, where there is none. Stale where somebody else made it at the same moment."""
    slug = inspection.reference if inspection else "plan"
    made = ChildrensPage(slug=slug, inspection=inspection, **values)
    made.clean_fields()
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Stale(ChildrensPage.objects.get(slug=slug)) from None
    return made
