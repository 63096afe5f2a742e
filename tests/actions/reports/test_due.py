"""The reports that one person has to send, one after another; whose they are is in test_views."""

from actions.reports.due import DueReport, DueReports


def due(**owed):
    return DueReports(None, tuple(DueReport(name, "Meet", None, is_owed) for name, is_owed in owed.items()))


ROUND = due(R1=False, R2=True, R3=False, R4=True)


def names(items):
    return [one.reference for one in items]


def test_what_is_owed_and_what_is_sent():
    assert (names(ROUND.owed), names(ROUND.sent)) == (["R2", "R4"], ["R1", "R3"])


def test_place_counts_all_of_the_round():
    assert (ROUND.place("R2"), ROUND.place("R4"), ROUND.place("R9")) == (
        "2 of 4, 2 sent",
        "4 of 4, 2 sent",
        "",
    )
    assert due(R1=True).place("R1") == "1 of 1"


def test_following_is_the_next_one_owed_and_never_one_before():
    assert ROUND.following().reference == "R2" and ROUND.following("R2").reference == "R4"
    assert ROUND.following("R4") is None and ROUND.following("R9").reference == "R2"
    assert due(R1=False).following() is None
