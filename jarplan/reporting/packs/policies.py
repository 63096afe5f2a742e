"""Who may draft and make a pack of a meeting, and when."""

from jarplan.audit.errors import NotNow, Refused
from jarplan.dates import in_full
from jarplan.people.roles import Role
from recommendations.limits import check_acts
from recommendations.meetings.policies import check_stands


def check_packs(by, about=None):
    """A pack is written and made by a person, never by the system. `about`: the meeting, or the pack."""
    sentence = "Only the programme office may prepare a pack for a meeting."
    if by is None:
        raise Refused(sentence, about=about)
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=about)


def check_draft(pack):
    """It can still be written: it has not been made."""
    if pack.number is not None:
        raise NotNow(f"Pack {pack.number} has been made, so it cannot be changed. A new pack can correct it.")


def check_whole(pack):
    """What no committee report may lack has been written."""
    missing = [words for name, words in NEEDED.items() if not getattr(pack, name).strip()]
    if missing:
        raise NotNow(f"Enter {' and '.join(missing)} before you make the pack.")


NEEDED = {"purpose": "the purpose", "asks": "at least one recommendation"}


def check_make(pack, day):
    """The draft can be made into a pack on this day: it is whole, and the day that it tells of has come."""
    check_draft(pack)
    check_stands(pack.meeting)
    check_whole(pack)
    if pack.inspection_id != pack.meeting.inspection_id:
        raise NotNow("The meeting is about another inspection now. Save the draft again, then make the pack.")
    if pack.cut_off > day:
        raise NotNow(
            f"The pack shows the plan as at {in_full(pack.cut_off)}. It can be made on that day, or after you change "
            "the date."
        )


def check_explained(pack, content):
    """What is restated without a reason on record is explained. `content`: the PackContent."""
    if content.unexplained and not pack.explained.strip():
        raise NotNow(
            f"Enter why these figures are restated: {', '.join(content.unexplained)}. The record gives no reason."
        )
