"""What is typed to challenge a rating or ask a question, and to answer."""

from django import forms

from actions.verbpages.forms import ActionOnceForm, ActionVerbForm
from jarplan.formfields.text import ParagraphsField, ReasonField


class ChallengeForm(ActionOnceForm):
    """What is doubted about a rating."""

    question = ReasonField(
        "Reason for the challenge",
        rows=5,
        help_text="The action's lead must answer. Challenge and answer are shown on the action's page. "
        "Do not name a child.",
    )


class QuestionForm(ActionOnceForm):
    """What is asked about an action."""

    question = ReasonField(
        "Your question",
        rows=5,
        missing="Enter your question",
        help_text="The action's lead must answer. Question and answer are shown on the action's page. "
        "Do not name a child.",
    )


class AnswerForm(ActionVerbForm):
    """The lead's answer; `challenge` says to which one."""

    challenge = forms.UUIDField(widget=forms.HiddenInput)
    answer = ParagraphsField(
        label="Your answer",
        max_length=4000,
        help_text="Do not name a child.",
        error_messages={"required": "Enter your answer"},
    )

    def __init__(self, *args, doubts, **kwargs):
        super().__init__(*args, **kwargs)
        if doubts:
            hint = "Say what the rating is based on, or what you will do. Do not name a child."
            self.fields["answer"].help_text = hint
