"""The page for children and young people (recommendation 1): who writes it, the verb, and its reads.

There is one page. Each version of the plan freezes it as it stands; only then does the public read it.
"""

from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.ledger import save_version, verb
from jarplan.people.roles import Role
from recommendations.models import ChildrensPage

SLUG = "plan"
NOT_YET = 0  # the version of a page that nobody has written


def check_write(by):
    """Officers of any organisation and the programme office write; the system does where it sets up."""
    if by is None:
        return None
    for role in (Role.PROGRAMME, Role.OFFICER):
        if by.has_role(role):
            return role
    raise Refused("Only officers and the programme office may write the page for children and young people.")


def childrens_page():
    """The page as it stands, or None where nobody has written it."""
    return ChildrensPage.objects.select_related("written_by").filter(slug=SLUG).first()


@verb
def write_childrens_page(*, by, now, ledger, version, title, text):
    """Writes the page, or changes it. `version`: of the page that was looked at, 0 where there was none. What changes
    nothing is no event. Raises Refused, NotNow, Stale."""
    role = check_write(by)
    said = {"title": title.strip(), "text": text.strip()}
    if not all(said.values()):
        raise NotNow("Write a title and a text.")
    current = ChildrensPage.objects.select_for_update().filter(slug=SLUG).first()
    if (current.version if current else NOT_YET) != version:
        raise Stale(current) if current else NotNow("The page is not there any more: open it again.")
    if current is None:
        current = first_page(**said, written_at=now, written_by=by)
    elif all(getattr(current, name) == value for name, value in said.items()):
        return current
    else:
        save_version(current, version=version, **said, written_at=now, written_by=by)
    ledger.record(current, "first written" if version == NOT_YET else "rewritten", role=role)
    return current


def first_page(**values):
    """The page, where there is none. Stale where somebody else made it at the same moment."""
    made = ChildrensPage(slug=SLUG, **values)
    made.clean_fields()
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Stale(ChildrensPage.objects.get(slug=SLUG)) from None
    return made
