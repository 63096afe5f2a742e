"""A word broken by a line's end keeps its hyphen where it is a compound."""

import pytest

from recommendations.pasted.hyphens import dictionary, joined

KEPT = "well- being|multi- agency|Multi- Agency|decision- making|self- harm|follow- up|post- 16|day-to- day"
KEPT += "|re- offending|YOT- led|high- quality|co- ordination|school- aged|13– 18|and/ or|child- centred"
KEPT += "|evidence- based|long- term"
KEPT += """
|extra- familial|intra- familial|life- story|looked- after|wrap- around|home- educated|court- ordered|far- reaching
|rights- respecting|socio- economic|parent- carer|drug- related|gang- affiliated|out-of- hours|edge-of- care|mid- year
|information- sharing|knife- carrying|risk- averse|light- touch|whole- family|top- down|cost- effective|ex- offender
|neuro- diverse|labour- intensive|key- stage|term- time|same- day|pre- birth|inter- agency|anti- social|wide- ranging
""".replace("\n", "")
CLOSED = "recom- mendations|safe- guarding|improve- ment|chil- dren|out- comes|part- nership|re- ferrals|child- hood"
CLOSED += """
|al- location|ex- ample|con- sent|for- ward|pro- gramme|multi- ple|multi-agen- cy|child-cen- tred|mid- dle
|unaccom- panied|pro- active|child- care|health- care|head- teachers|re- integration|in- consistent|foster- ing
|dis- ability|impact- ful|anti- cipate|self- ish|non- sense|under- taken|care- givers|grand- parents
|Stock- ton|Mid- shire
""".replace("\n", "")
CLOSED += "|timeli- ness|high- light|under- standing|assess- ments|inter- vention|soft\u00ad ware|care- ful"


@pytest.mark.parametrize("broken", KEPT.split("|"))
def test_a_compound_keeps_its_hyphen(broken):
    assert joined(*broken.split()) == broken.replace(" ", "")


@pytest.mark.parametrize("broken", CLOSED.split("|"))
def test_a_broken_word_is_closed(broken):
    assert joined(*broken.split()) == broken.replace("- ", "").replace("\u00ad ", "")


def test_what_the_text_says_elsewhere_decides_first():
    assert joined("safe-", "guarding", "A safe-guarding board.") == "safe-guarding"
    assert joined("well-", "being", "Their wellbeing matters.") == "wellbeing"


def test_a_hyphen_that_hangs_and_a_dash_stay():
    assert joined("pre-", "and post-birth") == "pre- and post-birth"
    assert joined("one –", "two") == "one – two"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(https://www.gov.uk/government/working-", "together)"),
        ("www.midshire.gov.uk/well-", "being"),
        ("http://example.org/a_", "b"),
        ("https://example.org/?year=", "2023"),
        ("send it to help@early-", "midshire.gov.uk."),
        ("www.example.org/recom-", "mendations"),
    ],
)
def test_the_signs_of_an_address_are_its_own(before, after):
    assert joined(before, after) == f"{before}{after}"


def test_every_word_that_is_listed_counts():
    assert {"placement", "carers"} <= dictionary() and not any("#" in one for one in dictionary())
