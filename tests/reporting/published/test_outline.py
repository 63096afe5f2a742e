"""What a paper of a version says of itself, and in which words its parts begin."""

from dataclasses import replace

import pytest

from jarplan.audit.models import AuditEvent, AuditHead
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.published.outline import IN_A_HEADING, in_a_heading, outline
from jarplan.reporting.redaction.removal import redact_text
from tests import papers, plan
from tests.plan import later
from tests.reporting.contents import make_action, make_content

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def people(first_september):
    return plan.make_people()


def outline_of(version):
    return outline(version, from_text(version.content))


def test_the_cover_says_whose_it_is_of_which_inspection_and_day(people):
    made = outline_of(papers.published(people.programme))
    assert dict(made["cover"]["facts"]) == {
        "Council": "Leicester",
        "Inspection": "Joint Area Review, report of 3 June 2008",
        "Version": "1",
        "Approved": "Cabinet, 1 September 2008",
        "Published": "9 September 2008",
        "Plan as at": "1 September 2008",
    }
    assert made["mark"] == "Sample plan" and made["day"] == "2008-09-09"


def test_the_cover_has_the_digest_and_the_end_of_the_chain_when_it_was_published(people):
    version = papers.published(people.programme)
    head = AuditHead.objects.get()
    papers.drafted(people.programme, content=make_content(2), days=90)
    assert AuditHead.objects.get().hash != head.hash
    said = outline_of(version)["cover"]["proofs"]
    assert [digest for _, digest in said] == [version.digest, head.hash]
    assert said[1][0].endswith(f"entry {head.sequence:,}") and AuditEvent.objects.get(hash=head.hash)


def test_a_version_that_is_not_published_says_so_and_names_no_end_of_the_chain(people):
    made = outline_of(papers.drafted(people.programme))
    assert made["mark"] == "Draft, Sample plan" and len(made["cover"]["proofs"]) == 1
    assert made["cover"]["warnings"][0].startswith("Draft. This version has not been published (draft)")
    assert dict(made["cover"]["facts"])["Published"] == "Not published"


def test_a_sample_is_called_one_and_another_plan_is_not(people):
    some = (make_action("R1.1"), make_action("R2.1", is_sample=False))
    content = replace(make_content(2), actions=some)
    assert outline_of(papers.drafted(people.programme, content=content))["cover"]["warnings"][-1] == (
        "Sample plan. 1 of the 2 actions are examples, and not the council’s own plan."
    )
    own = replace(content, actions=tuple(replace(one, is_sample=False) for one in some))
    made = outline_of(papers.published(people.programme, content=own))
    assert (made["mark"], made["cover"]["warnings"]) == ("", [])


def test_a_redaction_and_a_correction_are_said(people):
    content = replace(make_content(1), actions=(make_action("R1.1", text="Meet Kim Doe weekly"),))
    first = papers.published(people.programme, content=content)
    redact_text(by=people.administrator, now=later(90), text="Kim Doe", reason="A name typed by mistake")
    before = first.digest
    first.refresh_from_db()
    made = outline_of(first)
    assert made["intro"] == ["Text shown as [removed] has been redacted."]
    assert dict(made["cover"]["facts"])["Redacted"] == "18 September 2008, as the law requires"
    own = {one.kind: one for one in AuditEvent.objects.filter(subject=first.uuid)}
    assert made["cover"]["proofs"] == [
        ["Fingerprint of this version since it was redacted on 18 September 2008 (SHA-256)", first.digest],
        ["Fingerprint with which this version was made", before],
        [
            f"End of the audit trail when it was published: entry {own['published'].sequence}",
            own["published"].hash,
        ],
        [
            f"Its redaction in the audit trail: entry {own['text removed'].sequence}",
            own["text removed"].hash,
        ],
    ]
    assert first.digest != before
    second = papers.drafted(people.programme, content=make_content(1), days=91, corrects=first, note="A date")
    assert outline_of(second)["intro"] == ["This version corrects version 1.", "A date"]


def test_the_summary_counts_and_names_what_is_late(people):
    made = outline_of(papers.drafted(people.programme))["summary"]
    assert made["words"] == ["3 recommendations, 3 actions: 3 on track. 3 are late."]
    counts, late, key = made["tables"]
    assert counts["rows"] == [["For immediate action", *"003003"], ["All", *"003003"]]
    assert late["rows"][0][1:] == ["18 July 2008", "45 days"] and len(key["rows"]) == 5


def test_where_nothing_is_late_there_is_no_table_of_it(people):
    content = replace(make_content(1), actions=(make_action("R1.1", due_latest=None),))
    tables = outline_of(papers.drafted(people.programme, content=content))["summary"]["tables"]
    assert [table["kind"] for table in tables] == ["counts", "key"]


def test_a_recommendation_is_read_once_and_its_beginning_is_for_the_contents(people):
    texts = ["word " * 20, "word " * 60]
    whole = make_content(2)
    both = [replace(one, text=text.strip()) for one, text in zip(whole.recommendations, texts, strict=True)]
    made = outline_of(papers.drafted(people.programme, content=replace(whole, recommendations=tuple(both))))
    short, long = made["sections"][0]["parts"]
    assert (
        short["heading"] == f"R1 {both[0].text}" and short["text"] == "" and short["short"].endswith("word …")
    )
    assert long["heading"] == long["short"] != "" and long["text"] == both[1].text


@pytest.mark.parametrize(
    ("text", "heading", "whole"),
    [
        ("Audit all cases", "R1 Audit all cases", True),
        ("Audit all cases\nand more", "R1 Audit all cases …", False),
        ("word, " * 40, f"R1 {'word, ' * 12}".rstrip(" ,") + " …", False),
        ("x" * 200, f"R1 {'x' * IN_A_HEADING} …", False),
    ],
)
def test_a_heading_is_the_text_or_its_beginning(text, heading, whole):
    assert in_a_heading("R1", text) == (heading, whole)


def test_what_a_heading_says_in_full_is_not_said_again(people):
    actions = (make_action("R1.1", text="Audit all cases"), make_action("R2.1", text="word " * 40))
    content = replace(make_content(2), actions=actions)
    (section,) = outline_of(papers.drafted(people.programme, content=content))["sections"]
    first, second = (part["actions"][0]["cells"][0] for part in section["parts"])
    assert first[0] == "Led by" and second == ["What will be done", "word " * 40]
    assert section["parts"][0]["actions"][0]["cells"][-2] == ["Rating", "Green", "green"]


def test_a_version_of_no_council_is_one_of_the_council(people):
    content = replace(make_content(1), place="")
    made = outline_of(papers.drafted(people.programme, content=content))
    assert made["cover"]["subtitle"] == "How the council and its partners are responding to the inspection"
    assert "Council" not in dict(made["cover"]["facts"]) and made["head"] == "JAR action plan"
