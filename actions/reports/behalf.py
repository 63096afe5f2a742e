"""For whom the programme office sends a report: somebody of the organisation that leads the action.
Whoever has an account is named by it, because they have made the claim as well as whoever sends it.
"""

from dataclasses import dataclass, replace

from actions.models.returns import LONGEST_NAME
from jarplan.audit.errors import NotNow, check_given
from jarplan.people.models import Organisation, User

WHO = "Choose who filled in the return, or enter their name."


@dataclass(frozen=True)
class Behalf:
    """The organisation, and of it the person by their account, or the name of one without."""

    organisation: Organisation
    person: User | None = None
    name: str = ""

    def __str__(self):
        return f"{self.person or self.name}, {self.organisation}"

    @property
    def fields(self):
        """As the rows of SentFor have it."""
        return {
            "for_organisation": self.organisation,
            "for_person": self.person,
            "for_name": self.name,
        }


NOBODY = {"for_organisation": None, "for_person": None, "for_name": ""}


def people_of(organisation):
    """Whom a return of an organisation may be from: its people with an account, in the order of their
    names."""
    return User.objects.filter(organisation=organisation, is_active=True).order_by("full_name", "pk")


def named(by, behalf):
    """The Behalf with whoever it names by their account, where they have one. NotNow where it names
    nobody, who sends it, or somebody of another organisation."""
    if behalf.person is None:
        behalf = with_account(behalf)
    if behalf.person is None:
        return behalf
    if behalf.person.pk == by.pk:
        raise NotNow("You cannot send a return for yourself. Choose who filled it in.")
    return replace(behalf, name="")


def with_account(behalf):
    """The same for a name that was typed: the account of that name, those of the organisation before
    others, so that nobody who can sign is hidden behind a name."""
    name = check_given(plain(behalf.name), WHO)
    if len(name) > LONGEST_NAME:
        raise NotNow(f"The name must be {LONGEST_NAME} characters or fewer.")
    # In Python: SQLite folds ASCII only.
    accounts = [one for one in User.objects.all() if plain(one.full_name).casefold() == name.casefold()]
    own = [one for one in accounts if one.organisation_id == behalf.organisation.pk]
    found = own or accounts
    if len(found) > 1:
        raise NotNow(f"Several people called {name} have an account. Enter more of the name, or choose them.")
    return replace(behalf, person=found[0] if found else None, name=name)


def plain(name):
    return " ".join(str(name).split())
