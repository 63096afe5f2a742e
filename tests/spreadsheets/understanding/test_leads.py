"""Cells of leads and partners: every row of the sample, and what stands together or apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.understanding.leads import read_leads, read_partners
from jarplan.spreadsheets.understanding.names import Known, post_key
from tests import DATA
from tests.drawing import examples

C1 = DATA / "c1_text_dates_colours.xlsx.expected.json"
ROWS = json.loads(C1.read_text())["rows"]
ORGANISATIONS = {
    "Leicester City Council": "LCC",
    "Leicester City PCT": "PCT",
    "Connexions Leicester Shire": ("Connexions",),
    "Leicester Youth Offending Service": ("YOS", "Leicester YOS"),
    "Leicestershire Partnership NHS Trust": "LPT",
    "Leicester Safeguarding Children Board": "LSCB",
    "Mencap": "",
}
COUNCIL, PCT = "Leicester City Council", "Leicester City PCT"


def pairs(text, **options):
    return [(lead.post, lead.organisation) for lead in read_leads(text, known=ORGANISATIONS, **options).leads]


def in_full(words, known):
    """A lead of the expected file, its organisation by its full name."""
    return ", ".join(known.match(part) or part for part in words.split(", ")).casefold()


@pytest.mark.parametrize(
    "organisations", [ORGANISATIONS, {}, {COUNCIL: ""}], ids=["known", "none", "council"]
)
@pytest.mark.parametrize("row", ROWS, ids=[str(row["row"]) for row in ROWS])
def test_row_of_the_sample(row, organisations):
    known = Known.of(organisations)
    found = read_leads(row["leads_raw"], known=known)
    said = [", ".join(filter(None, (lead.post, lead.organisation))) for lead in found.leads]
    assert [in_full(one, known) for one in said] == [in_full(one, known) for one in row["leads"]]
    assert found.raw == (row["leads_raw"] or "")
    assert bool(found.question) == ("ambiguous" in (row["lead_note"] or ""))
    if not found.leads:
        assert found.notes or found.without_officer


def test_cell_of_organisations_names_no_post():
    found = read_leads("LCC/PCT", known=ORGANISATIONS)
    assert found.leads == () and found.organisations == (COUNCIL, PCT)
    assert found.without_officer == (COUNCIL, PCT)


def test_organisations_beside_a_post_are_without_an_officer():
    found = read_leads("Head of Fieldwork, LCC; Connexions", known=ORGANISATIONS)
    assert found.without_officer == ("Connexions Leicester Shire",)
    assert read_leads("Police, Probation").without_officer == (), "it is asked first"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Head of Youth Support Service\n(Leicester City Council)", [("Head of Youth Support Service", COUNCIL)]),
        ("Head of Youth Support Service\nLeicester City Council", [("Head of Youth Support Service", COUNCIL)]),
        ("HR Business Partner, CYPS\n(Leicester City Council)", [("HR Business Partner, CYPS", COUNCIL)]),
        ("Commissioning Manager, Children\n(Leicester City PCT)", [("Commissioning Manager, Children", PCT)]),
        ("Head of Fieldwork - L.C.C.", [("Head of Fieldwork", COUNCIL)]),
        ("LCC - Head of Youth Support", [("Head of Youth Support", COUNCIL)]),
        ("PCT (Director of Public Health)", [("Director of Public Health", PCT)]),
        ("Head of Fieldwork (LCC) / School Nursing Manager (PCT)",
         [("Head of Fieldwork", COUNCIL), ("School Nursing Manager", PCT)]),
        ("• Head of Fieldwork\n• Participation Manager, LCC",
         [("Head of Fieldwork", ""), ("Participation Manager", COUNCIL)]),
        ("TBC; Head of Fieldwork", [("Head of Fieldwork", "")]),
        ("Head of Youth & Community Services", [("Head of Youth & Community Services", "")]),
        ("Head of Teaching/Learning", [("Head of Teaching/Learning", "")]),
        ("Jane Smith (Head of Fieldwork), LCC", [("Jane Smith (Head of Fieldwork)", COUNCIL)]),
        ("Head of Fieldwork; head of fieldwork", [("Head of Fieldwork", "")]),
    ],
)  # fmt: skip
def test_what_keeps_together_and_what_splits(text, expected):
    assert pairs(text) == expected
    assert not read_leads(text, known=ORGANISATIONS).question


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jane Smith, John Brown", 2),
        ("Jane Smith / John Brown", 2),
        ("Head of Fieldwork, LCC, Participation Manager, LCC", 2),
        ("Head of Policy & Performance Manager", 2),
        ("Director of Children's Services and Head of Safeguarding", 2),
    ],
)
def test_doubtful_split_is_proposed_and_asked(text, count):
    found = read_leads(text, known=ORGANISATIONS)
    assert len(found.leads) == count and found.question.endswith("?")


@pytest.mark.parametrize(
    "text",
    ["Sarah Patel - PCT", "S. Patel – PCT", "PCT - Sarah Patel", "Sarah Patel, PCT", "PCT: Sarah Patel"],
)
def test_person_beside_a_known_organisation_is_one_lead_of_it(text):
    found = read_leads(text, known=ORGANISATIONS)
    [lead] = found.leads
    assert (lead.post.split()[-1], lead.organisation, found.question) == ("Patel", PCT, "")


def test_organisation_before_a_colon_is_that_of_the_post():
    found = pairs("LCC: Head of HR; PCT: Director of Public Health")
    assert found == [("Head of HR", COUNCIL), ("Director of Public Health", PCT)]
    assert pairs("Note: Head of HR") == [("Note: Head of HR", "")]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("S Patel / J Jones", ""),
        ("S Patel & J Jones", ""),
        ("S Patel & J Jones (PCT)", PCT),
    ],
)
def test_two_people_are_two_leads(text, body):
    found = read_leads(text, known=ORGANISATIONS)
    assert [(lead.post, lead.organisation) for lead in found.leads] == [("S Patel", body), ("J Jones", body)]
    assert found.question == f"Does “{text}” name 2 leads?"


def test_agency_of_its_own_column():
    assert pairs("HR Business Partner, CYPS", agency=COUNCIL) == [("HR Business Partner, CYPS", COUNCIL)]
    assert pairs("Head of Fieldwork", agency="LCC") == [("Head of Fieldwork", COUNCIL)]
    assert pairs("Head of Fieldwork, PCT", agency="LCC") == [("Head of Fieldwork", PCT)]
    assert pairs("Area Director", agency="Learning and Skills Council") == (
        [("Area Director", "Learning and Skills Council")]
    )


def test_unknown_organisation_is_named_and_a_short_name_is_told():
    found = read_leads("Area Director, LSC Leicestershire; Head of Fieldwork, LCC", known=ORGANISATIONS)
    assert [lead.known for lead in found.leads] == [False, True]
    assert found.unknown == ("LSC Leicestershire",)
    assert "“LCC” was read as Leicester City Council." in found.notes


def test_known_body_in_brackets_needs_no_word_of_a_body():
    found = read_leads("Area Manager (Rathbone)", known={"Rathbone": ""}).leads[0]
    assert (found.post, found.organisation, found.known) == ("Area Manager", "Rathbone", True)
    assert read_leads("Area Manager (Rathbone)").leads[0].post == "Area Manager (Rathbone)"


def test_ditto():
    above = read_leads("Head of Fieldwork, LCC", known=ORGANISATIONS)
    assert read_leads("ditto", previous=above).leads == above.leads
    assert read_leads('"').question


def test_initials_match_only_one_organisation():
    both = {COUNCIL: "", "Leicestershire County Council": ""}
    assert Known.of({COUNCIL: ""}).match("LCC") == COUNCIL
    assert Known.of(both).match("LCC") == ""
    assert Known.of({PCT: ""}).match("P.C.T.") == PCT


def test_post_key_writes_abbreviations_out():
    assert post_key("Hd of Youth Support Svc") == post_key("Head of Youth Support Service")
    assert post_key("Co-ordinator") == post_key("Coordinator")
    assert post_key("Head of Fieldwork") != post_key("Head of Safeguarding")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Young People's Council; Voluntary Action Leicester",
            ("Young People's Council", "Voluntary Action Leicester"),
        ),
        ("Leicester City Council\nMencap", (COUNCIL, "Mencap")),
        ("LCC/PCT", (COUNCIL, PCT)),
        ("PCT & Connexions", (PCT, "Connexions Leicester Shire")),
        ("Leicester City Council, PCT and Connexions", (COUNCIL, PCT, "Connexions Leicester Shire")),
        ("Health & Social Care", ("Health & Social Care",)),
        ("LCC; L.C.C.", (COUNCIL,)),
        ("N/A", ()),
        (None, ()),
    ],
)
def test_partners(text, expected):
    found = read_partners(text, known=ORGANISATIONS)
    assert found.names == expected and not found.question


def test_partners_parted_by_commas_are_asked_where_one_is_unknown():
    found = read_partners("Police, Probation, Mencap", known=ORGANISATIONS)
    assert found.names == ("Police", "Probation", "Mencap") and found.unknown == ("Police", "Probation")
    assert found.question


POSTS = st.sampled_from(
    ["Head of Fieldwork", "Participation Manager", "Chief Executive", "Health & Wellbeing Manager",
     "Head of SEN and Disability Services", "Area Director"]
)  # fmt: skip
BODIES = st.sampled_from(sorted(ORGANISATIONS))
WITH = ["{}, {}", "{} ({})", "{} - {}", "{} – {}", "{}\n({})"]


@examples(80)
@given(
    leads=st.lists(st.tuples(POSTS, BODIES), min_size=1, max_size=4, unique=True),
    form=st.sampled_from(WITH),
    between=st.sampled_from(["; ", ";\n", "\n", " / ", " + "]),
)
def test_leads_read_back_however_they_were_written(leads, form, between):
    assert pairs(between.join(form.format(*lead) for lead in leads)) == leads


@examples(100)
@given(st.text(alphabet="ab HMLC,;/&+-–()\n.", max_size=60))
def test_any_text_is_answered(text):
    assert read_leads(text, known=ORGANISATIONS).raw == text
    assert read_partners(text, known=ORGANISATIONS).raw == text


@pytest.mark.parametrize("text", ["1/" * 16_000, "Head & " * 100, "x" * 32_000])
def test_a_text_that_is_no_names_is_asked_and_not_cut(text):
    found = read_leads(text, known=ORGANISATIONS)
    assert found.leads == () and found.question
    assert read_partners(text, known=ORGANISATIONS).question


AWKWARD = [
    ("Head of Youth, Play and Careers", "Leicester City Council"),
    ("Director/Deputy Director", "Leicester City PCT"),
    ("Head of Service - Fieldwork", "Schools, Colleges & Partners"),
    ("=Head", "@home Trust"),
]


@pytest.mark.parametrize("post", AWKWARD)
def test_post_of_the_plan_is_known_however_it_is_called(post):
    known = Known.of(ORGANISATIONS, AWKWARD)
    assert read_leads(post[0], known=known, agency=post[1]).leads[0].post == post[0]
    found = read_leads(f"{', '.join(post)}\n{', '.join(AWKWARD[0])}", known=known)
    assert [(one.post, one.organisation) for one in found.leads][:2] == [*dict.fromkeys((post, AWKWARD[0]))]
    assert not found.question


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Commissioning Manager, Children - Leicester City PCT",
            [("Commissioning Manager, Children", "Leicester City PCT")],
        ),
        (
            "Head of Service, Youth – Connexions; Team Manager - PCT",
            [("Head of Service, Youth", "Connexions"), ("Team Manager", "Leicester City PCT")],
        ),
        (
            "Head of Safeguarding - LCC, Team Manager - PCT",
            [("Head of Safeguarding", "Leicester City Council"), ("Team Manager", "Leicester City PCT")],
        ),
    ],
)
def test_organisation_after_a_dash_is_that_of_the_whole_title(text, leads):
    known = {"Leicester City PCT": "PCT", "Leicester City Council": "LCC"}
    found = read_leads(text, known=known)
    assert [(lead.post, lead.organisation) for lead in found.leads] == leads


def test_one_lead_keeps_what_its_cell_says():
    [lead] = read_leads("Commissioning Manager, Children - Leicester City PCT").leads
    assert lead.raw == "Commissioning Manager, Children - Leicester City PCT"


def test_agency_of_several_known_organisations_is_asked_and_loses_none():
    found = read_leads("Participation Manager", known=ORGANISATIONS, agency="LCC / PCT")
    assert [(one.post, one.organisation) for one in found.leads] == [("Participation Manager", COUNCIL)]
    assert (found.organisations, found.by_agency) == ((PCT,), True)
    assert found.question == f"“LCC / PCT” names 2 organisations. Is {COUNCIL} the one that leads?"
    assert found.without_officer == ()
    unknown = read_leads("Participation Manager", known=ORGANISATIONS, agency="Skills & Learning")
    assert (pairs("Participation Manager", agency="Skills & Learning"), unknown.question) == (
        [("Participation Manager", "Skills & Learning")],
        "",
    )


@pytest.mark.parametrize("agency", ["Rutland Youth Trust", "rutland youth trust"])
def test_organisation_beside_a_post_that_names_it_is_said_once(agency):
    [lead] = read_leads("Chief Executive, Rutland Youth Trust", agency=agency).leads
    assert (lead.post, lead.organisation.casefold()) == ("Chief Executive", agency.casefold())
