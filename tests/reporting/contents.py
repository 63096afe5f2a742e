"""Contents of plan versions for tests: `make_content(actions=3)`, and `make_action("R4.1", due="18 July 2008")`."""

from dataclasses import replace
from datetime import UTC, date, datetime

from jarplan.reporting.document.schema import (
    ContentAction,
    ContentChildren,
    ContentCriterion,
    ContentDeadline,
    ContentInspection,
    ContentLead,
    ContentRecommendation,
    ContentTimeframe,
    PlanContent,
)

LEAD = ContentLead("Head of Fieldwork Services", "Leicester City Council", accountable=True, person="")
OTHER_LEAD = ContentLead("Director of Public Health", "Leicester City PCT", accountable=True, person="")
CRITERION = ContentCriterion("Referrals decided within one working day", "%", "61", "100", date(2008, 7, 18))
IMMEDIATE = ContentTimeframe("immediate", "For immediate action", "4.10.1", None)
SIX_MONTHS = ContentTimeframe("six-months", "Over the next six months", "4.10.2", date(2008, 12, 3))
INSPECTION = ContentInspection(
    "jar-2008",
    "Joint Area Review",
    "Leicester",
    "Joint area review: Leicester",
    date(2008, 6, 3),
    (IMMEDIATE, SIX_MONTHS),
)
ACTION = ContentAction(
    reference="R1.1",
    recommendation="R1",
    text="Audit all open cases and reallocate those without a social worker",
    leads=(LEAD,),
    partners=("Leicester City PCT",),
    criteria=(CRITERION,),
    resources="Within existing budgets",
    start="June 2008",
    start_latest=date(2008, 6, 30),
    due="18 July 2008",
    due_latest=date(2008, 7, 18),
    original_due="18 July 2008",
    moves=0,
    status="agreed",
    status_label="Agreed",
    superseded_by="",
    rating="green",
    rating_label="Green",
    computed="green",
    computed_label="Green",
    reported_on=date(2008, 6, 27),
    is_sample=True,
)


def make_action(reference="R1.1", **changes):
    """A sound action of that reference, answering the recommendation in it."""
    return replace(ACTION, reference=reference, recommendation=reference.split(".")[0], **changes)


def make_recommendation(number, timeframe="immediate"):
    words = f"Recommendation {number}, word for word"
    return ContentRecommendation(
        f"R{number}",
        "jar-2008",
        timeframe,
        "4.10.1",
        "",
        words,
        "Director of Children's Services, Leicester City Council",
        "",
    )


def make_content(actions=3, **changes):
    """A sound plan: one action for each recommendation, led by two organisations in turn."""
    numbers = range(1, actions + 1)
    content = PlanContent(
        title="JAR action plan",
        place="Leicester",
        as_at=date(2008, 9, 1),
        composed_at=datetime(2008, 9, 1, 9, tzinfo=UTC),
        people_named=False,
        inspections=(INSPECTION,),
        recommendations=tuple(make_recommendation(number) for number in numbers),
        actions=tuple(
            make_action(f"R{number}.1", leads=(LEAD if number % 2 else OTHER_LEAD,)) for number in numbers
        ),
        deadlines=(
            ContentDeadline(
                "jar-2008",
                "plan",
                "Publish the action plan",
                date(2008, 9, 9),
                "stated",
                "SI 2005/1973, regulation 4",
            ),
        ),
        children=ContentChildren(
            "What we will do for you", "Inspectors looked at our work.\n\nWe will do better."
        ),
    )
    return replace(content, **changes)
