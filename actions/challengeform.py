"""What is typed to challenge a rating, and to answer."""

from django import forms

from actions.verbforms import ActionOnceForm, ActionVerbForm
from jarplan.formfields.text import ParagraphsField


class ChallengeForm(ActionOnceForm):
    """What is doubted about a rating."""

    question = ParagraphsField(
        label="What do you doubt, and why?",
        max_length=2000,
        help_text="Its lead must answer, and both stand on the action's page. Do not name a child.",
        error_messages={"required": "Say what you doubt, and why"},
    )


class AnswerForm(ActionVerbForm):
    """The lead's answer; `challenge` says to which one."""

    challenge = forms.UUIDField(widget=forms.HiddenInput)
    answer = ParagraphsField(
        label="Your answer",
        max_length=4000,
        help_text="Say what the rating rests on, or what you will do. Do not name a child.",
        error_messages={"required": "Give your answer"},
    )
