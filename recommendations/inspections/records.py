"""What pages read of an inspection, its recommendations and meetings: frozen records made from states, alike
for live rows and for a past day. Deadlines and publication are in deadlines.py."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from jarplan.dates import day_of
from jarplan.workdays.derivation import Unit, derive
from recommendations.models import Finding, Judgement
from recommendations.pasted.points import NO_TIMEFRAME


@dataclass(frozen=True)
class TimeframeRecord:
    """A timeframe, with the day it ends (None: no length stated)."""

    slug: str
    label: str
    paragraph: str
    order: int
    months: int | None
    counted_from: date

    @property
    def is_stated(self):
        """Whether the report prints it."""
        return self.label != NO_TIMEFRAME

    @property
    def ends_on(self):
        if self.months is None:
            return None
        return derive(self.counted_from, self.months, Unit.MONTH).due


@dataclass(frozen=True)
class JudgementRecord:
    """What was judged of an area; `grade` is None where no number is printed."""

    slug: str
    kind: str
    area: str
    order: int
    grade: int | None
    word: str
    paragraph: str
    text: str

    @property
    def kind_label(self):
        return Judgement.Kind(self.kind).label


@dataclass(frozen=True)
class FindingRecord:
    """One sentence of the main findings; `says` is our reading."""

    paragraph: str
    heading: str
    order: int
    text: str
    says: str
    judgements: tuple[str, ...]

    @property
    def says_label(self):
        return Finding.Says(self.says).label


@dataclass(frozen=True)
class PaperDateRecord:
    """A date that the council's paper names."""

    slug: str
    label: str
    written: str
    day: date | None
    year_is_ours: bool
    paragraph: str
    quote: str


def paper_date_record(part):
    return PaperDateRecord(**{**part, "day": day_of(part["day"])})


@dataclass(frozen=True)
class InspectionRecord:
    """An inspection with everything it printed."""

    uuid: str
    reference: str
    kind: str
    title: str
    area: str
    led_by: str
    inspectorates: tuple[str, ...]
    fieldwork: str
    published_on: date
    received_on: date | None
    sent_on: date | None
    visited_on: date | None
    document: str
    paper: str
    numbers_printed: bool
    confirmed: bool
    timeframes: tuple[TimeframeRecord, ...]
    judgements: tuple[JudgementRecord, ...]
    findings: tuple[FindingRecord, ...]
    paper_dates: tuple[PaperDateRecord, ...]
    scale: tuple[tuple[int, str], ...]

    @property
    def graded(self):
        """The areas that have a number."""
        return [one for one in self.judgements if one.grade is not None]

    @property
    def ungraded(self):
        """The investigations that were judged in words, without a number."""
        return [one for one in self.judgements if one.grade is None]

    @property
    def in_paper(self):
        """Whether the inspectors' words were taken from the council's report, whose paragraphs they then name."""
        return bool(self.paper)

    def timeframe(self, slug):
        return next(frame for frame in self.timeframes if frame.slug == slug)

    def judgement(self, slug):
        return next((one for one in self.judgements if one.slug == slug), None)

    @property
    def paragraphs(self):
        """The main findings by paragraph: (paragraph, heading, its sentences)."""
        by_paragraph = {}
        for finding in self.findings:
            by_paragraph.setdefault((finding.paragraph, finding.heading), []).append(finding)
        return [(*key, sentences) for key, sentences in by_paragraph.items()]


def inspection_record(uuid, state, names):
    """names: of organisations, by the text of their UUID."""
    published_on = day_of(state["published_on"])
    same = (
        "reference",
        "kind",
        "title",
        "area",
        "fieldwork",
        "document",
        "paper",
        "numbers_printed",
        "confirmed",
    )
    return InspectionRecord(
        uuid=str(uuid),
        **{name: state[name] for name in same},
        led_by=names.get(state["led_by"], ""),
        inspectorates=tuple(sorted(names[each] for each in state["inspectorates"])),
        published_on=published_on,
        received_on=day_of(state["received_on"]),
        sent_on=day_of(state["sent_on"]),
        visited_on=day_of(state["visited_on"]),
        timeframes=tuple(TimeframeRecord(**part, counted_from=published_on) for part in state["timeframes"]),
        judgements=tuple(
            JudgementRecord(**{name: value for name, value in part.items() if name != "judged"})
            for part in state["judgements"]
        ),
        findings=tuple(
            FindingRecord(**{**part, "judgements": tuple(part["judgements"])}) for part in state["findings"]
        ),
        paper_dates=tuple(paper_date_record(part) for part in state["paper_dates"]),
        scale=tuple((point["number"], point["word"]) for point in state["grade_points"]),
    )


@dataclass(frozen=True)
class PostRecord:
    """A post and its organisation, by name."""

    uuid: str
    title: str
    organisation: str

    def __str__(self):
        return f"{self.title}, {self.organisation}"


@dataclass(frozen=True)
class RecommendationRecord:
    """A recommendation with its timeframe, the investigation it answers, and who answers for it."""

    uuid: str
    inspection: str
    reference: str
    order: int
    addressed_to: str
    text: str
    paragraph: str
    timeframe: TimeframeRecord
    answers: JudgementRecord | None
    answers_is_our_reading: bool
    accountable_post: PostRecord | None
    portfolio_holder: PostRecord | None
    version: int
    # How its inspection words it: whether it was taken from the council's report, and whether the report numbers it.
    in_paper: bool
    numbers_printed: bool

    def get_absolute_url(self):
        return reverse("reporting:recommendation", args=[self.reference])


def recommendation_record(uuid, state, inspection, timeframe, answers, posts):
    """inspection: its row or record; posts: PostRecord by the text of its UUID."""
    same = ("inspection", "reference", "order", "addressed_to", "text", "paragraph", "answers_is_our_reading")
    return RecommendationRecord(
        uuid=str(uuid),
        **{name: state[name] for name in same},
        timeframe=timeframe,
        answers=answers,
        accountable_post=posts.get(state["accountable_post"]),
        portfolio_holder=posts.get(state["portfolio_holder"]),
        version=state["version"],
        in_paper=bool(inspection.paper),
        numbers_printed=inspection.numbers_printed,
    )
