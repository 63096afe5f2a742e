"""The form of what an action says: text, leads, partners, criteria, dates; and the two texts of a stale save."""

from django import forms

from actions.plan.content import Content, Criterion, differing
from actions.rules.dates import PlanDate
from actions.rules.fields import CRITERION_PARTS, FIELD, TEXT_KEYS, TEXTS, Kind
from actions.rules.lifecycle import Precision, Verb, ways
from actions.verbpages.forms import ActionOnceForm, SeenForm, category_field
from jarplan.dates import in_full
from jarplan.formfields.choices import LongSelect
from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField, names_in
from jarplan.people.models import Post
from jarplan.people.roles import Role

JOINT_LEADS = 3


def posts_by_organisation():
    """{id: post} of every post, and the same as grouped choices of a select; one query."""
    posts = list(Post.objects.select_related("organisation").order_by("organisation__name", "title"))
    groups = {}
    for post in posts:
        groups.setdefault(post.organisation.name, []).append((str(post.pk), post.title))
    return {str(post.pk): post for post in posts}, list(groups.items())


def shown(written):
    """What the boxes and the words of a date field show of a PlanDate."""
    exact = written.precision == Precision.DAY and written == PlanDate.on(written.latest)
    return written.latest, "" if exact else written.raw


def box(one):
    """The box of a plain text."""
    said = {"label": one.label, "max_length": one.limit, "help_text": one.help_text, "required": False}
    return LineField(**said) if one.kind == Kind.LINE else ParagraphsField(rows=3, **said)


class ActionForm(ActionOnceForm):
    """What an action says. Dates are asked for only while it is proposed; a later date has its own page."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = ParagraphsField(
        max_length=FIELD["text"].limit,
        help_text="One thing that people can see has been done.",
        error_messages={"required": "Enter what will be done"},
    )
    accountable = forms.ChoiceField(
        label="Accountable lead",
        widget=LongSelect,
        required=False,
        help_text=(
            "The one post accountable for the action. The post's organisation is the lead "
            "organisation. Needed before the action can be agreed."
        ),
    )
    partners = ParagraphsField(max_length=4000, rows=3, required=False, help_text="One on each line.")
    start = DateBoxesField(
        label="Start date", what="the start date", required=False, help_text="For example 3 6 2009."
    )
    start_words = LineField(label="Start date in words", max_length=FIELD["start"].limit, required=False)
    due = DateBoxesField(
        label="Due date",
        what="the due date",
        required=False,
        help_text="The last day on which the action can be done in time, for example 18 7 2009. "
        "Needed before the action can be agreed.",
    )
    due_words = LineField(
        label="Due date in words",
        max_length=FIELD["due"].limit,
        required=False,
        help_text="Only if the plan gives no exact date, for example Autumn term 2009 or Ongoing.",
    )
    reason = ParagraphsField(
        label="Reason for the change",
        max_length=2000,
        rows=3,
        required=False,
        help_text="The reason is kept with the change.",
    )
    wording_only = forms.BooleanField(
        label="I only correct the wording",
        required=False,
        help_text="No figure, target, lead or day changes. Nobody else has to agree, and the correction is listed.",
    )

    def __init__(self, *args, by, action=None, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {one.key: box(one) for one in TEXTS}
        for name in FIELD.keys() & self.fields:
            self.fields[name].label = FIELD[name].label
        self.order_fields(["version", "text", "accountable", "partners", *TEXT_KEYS])
        self.before, self.action = before, action
        # Officers write into the plan for their own organisation; the programme office for everybody.
        self.own = None if by.has_role(Role.PROGRAMME) else by.organisation
        self.posts, groups = posts_by_organisation()
        joint = max(JOINT_LEADS, len(before.leads) - 1 if before else 0)
        for place in range(1, joint + 1):
            self.fields[f"joint_{place}"] = forms.ChoiceField(
                label=f"Joint lead {place}", widget=LongSelect, required=False
            )
        for name in ("accountable", "due"):
            self.fields[name].sometimes_needed = True
        self.lead_names = ["accountable", *(f"joint_{place}" for place in range(1, joint + 1))]
        for name in self.lead_names:
            nobody = "Not decided yet" if name == "accountable" else "Nobody"
            self.fields[name].choices = [("", nobody), *groups]
        if action is not None:
            del self.fields["once"]
        if action is None or ways(Verb.SET_DUE_DATE, action.status):
            del self.fields["reason"]
            del self.fields["wording_only"]
        else:
            del self.fields["due"], self.fields["due_words"]
            self.fields["category"] = category_field(required=False)
            for name in ("category", "reason"):
                self.fields[name].sometimes_needed = True

    def texts(self):
        return [self[key] for key in TEXT_KEYS]

    def joint_fields(self):
        return [self[name] for name in self.lead_names[1:]]

    @property
    def joint_chosen(self):
        """Whether the joint leads must be in sight: somebody is chosen, or something is wrong there."""
        return any(field.value() or field.errors for field in self.joint_fields())

    def clean_partners(self):
        names = names_in(self.cleaned_data["partners"])
        longest = FIELD["partners"].limit
        if any(len(name) > longest for name in names):
            raise forms.ValidationError(f"Each partner's name must be {longest} characters or fewer")
        return tuple(names)

    def clean(self):
        data = super().clean()
        chosen = [data.get(name) for name in self.lead_names if data.get(name)]
        for name in self.lead_names[1:]:
            if data.get(name) and chosen.count(data[name]) > 1:
                self.add_error(name, f"{self.posts[data[name]]} has been chosen twice")
                break
        if chosen and not data.get("accountable") and "accountable" not in self.errors:
            self.add_error("accountable", "Choose the accountable lead before choosing joint leads")
        if self.own and self.own.pk not in [self.posts[pk].organisation_id for pk in chosen]:
            self.add_error("accountable", f"One of the leads must be a post at {self.own}")
        start, due = data.get("start"), data.get("due")
        if start and due and due < start:
            self.add_error("due", "The due date must be on or after the start date")
        return data

    def plan_date(self, end):
        """What was typed of a date; what stood before, exactness included, where nothing was changed."""
        before = getattr(self.before, end) if self.before else PlanDate()
        if end not in self.fields:
            return before
        day, words = self.cleaned_data[end], self.cleaned_data[f"{end}_words"]
        if (day, words) == shown(before):
            return before
        return PlanDate(raw=words, latest=day) if words else PlanDate.on(day)

    def content(self, criteria):
        """The Content that was typed, with the criteria of their formset."""
        data = self.cleaned_data
        return Content(
            text=data["text"],
            leads=tuple(self.posts[data[name]] for name in self.lead_names if data[name]),
            partners=data["partners"],
            criteria=criteria.content(),
            start=self.plan_date("start"),
            due=self.plan_date("due"),
            **{key: data[key] for key in TEXT_KEYS},
        )

    def check_request(self, changes, beyond):
        """Whether what was agreed changes only with a type of reason and a reason, or as a correction of wording;
        says what is missing at its box. `changes`: as guarded_changes() gives them; `beyond(action, changes)` why
        they are more than such a correction."""
        if not changes or "category" not in self.fields:
            return True
        if self.cleaned_data["wording_only"]:
            if why := beyond(self.action, changes):
                self.add_error("wording_only", f"This is more than a correction of wording, because {why}")
        else:
            said = "as the text, leads, success criteria or targets of an agreed action change"
            if not self.cleaned_data["category"]:
                self.add_error("category", f"Choose the type of reason, {said}")
            if not self.cleaned_data["reason"]:
                self.add_error("reason", f"Enter the reason for the change, {said}")
        return not self.errors

    def set_beside(self, theirs, yours, version, by):
        """After a stale save: what stands now beside what was typed, and leave to save over what was read."""
        self.differences = [
            {
                "label": FIELD[name].form_label,
                "theirs": in_words(theirs, name),
                "yours": in_words(yours, name),
            }
            for name in differing(theirs, yours)
        ]
        self.changed_by = by
        self.carry(version=version)


def initial_of(content):
    """What the form shows of a Content."""
    start, start_words = shown(content.start)
    due, due_words = shown(content.due)
    places = ["accountable", *(f"joint_{place}" for place in range(1, len(content.leads)))]
    return {
        "text": content.text,
        "partners": "\n".join(content.partners),
        "start": start,
        "start_words": start_words,
        "due": due,
        "due_words": due_words,
        **{name: str(post.pk) for name, post in zip(places, content.leads, strict=False)},
        **{key: getattr(content, key) for key in TEXT_KEYS},
    }


def in_words(content, name):
    """One part of a Content as a reader compares it."""
    value = getattr(content, name)
    if name == "criteria":
        return "\n".join(criterion_in_words(one) for one in value) or "none"
    if name in ("leads", "partners"):
        return "\n".join(str(one) for one in value) or "none"
    return str(value) or "nothing"


def criterion_in_words(one):
    parts = [("from", one.baseline), ("to", one.target), ("in", one.unit), ("now", one.current)]
    said = [f"{word} {text}" for word, text in parts if text]
    if one.target_on:
        said.append(f"by {in_full(one.target_on)}")
    return one.statement + (f" ({', '.join(said)})" if said else "")


class CriterionForm(AsksAboutDates):
    """One success criterion; left empty it is none. `uuid` says which one it is, so that it keeps its readings."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    statement = ParagraphsField(
        label="Success criterion",
        max_length=FIELD["criteria"].limit,
        rows=2,
        required=False,
        sometimes_needed=True,
        help_text="What people will be able to see when the action has worked.",
    )
    unit = LineField(
        label="Unit",
        max_length=60,
        required=False,
        css_class="width-10",
        help_text="For example % or places.",
    )
    baseline = LineField(label="Baseline", max_length=100, required=False, css_class="width-10")
    target = LineField(label="Target", max_length=100, required=False, css_class="width-10")
    target_on = DateBoxesField(label="Target date", what="the target date", required=False)
    current = LineField(label="Current value", max_length=100, required=False, css_class="width-10")

    def clean(self):
        data = super().clean()
        typed = [data.get(name) for name in CRITERION_PARTS]  # whose criterion it is says nothing by itself
        if any(typed) and not data.get("statement") and "statement" not in self.errors:
            self.add_error("statement", "Enter the success criterion, or clear this part of the form")
        return data


class BaseCriteria(forms.BaseFormSet):
    """The criteria of an action, in their order. `read`: {UUID as text: latest reading} of those with readings; their
    current value is not typed here.
    """

    read = {}
    default_error_messages = {
        "missing_management_form": "Part of the page is missing. Open the page again and re-enter your changes."
    }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.read_as = self.read.get(str(form["uuid"].value() or ""))
        if form.read_as:
            del form.fields["current"]

    def content(self):
        return tuple(
            Criterion(**{"current": part.read_as, **part.cleaned_data})
            for part in self.forms
            if part.cleaned_data.get("statement")
        )

    def typed(self, without=None):
        """What stands in the boxes, as initial values: to draw the form again with one part more or fewer."""
        return [
            {name: part[name].value() for name in part.fields}
            for place, part in enumerate(self.forms)
            if place != without
        ]


def criteria_form(data=None, initial=(), extra=0, read=None):
    """The formset of criteria; without any it shows one empty part. `read`: see BaseCriteria."""
    extra = extra or (0 if initial else 1)
    kind = forms.formset_factory(
        CriterionForm, formset=BaseCriteria, extra=extra, max_num=40, absolute_max=60
    )
    criteria = kind(data, initial=list(initial), prefix="criteria")
    criteria.read = read or {}
    return criteria


def criteria_initial(content):
    return [{name: getattr(one, name) for name in (*CRITERION_PARTS, "uuid")} for one in content.criteria]


class WithdrawForm(SeenForm):
    """Why an action leaves the plan."""

    reason = ReasonField(
        "Reason for withdrawing the action",
        max_length=1000,
        rows=5,
        help_text="The action stays on record with this reason, and its reference is never used again.",
    )
