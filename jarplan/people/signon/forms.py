"""What is typed about the account that somebody has at their organisation."""

from jarplan.formfields.text import LineField
from jarplan.formfields.verbs import VerbForm
from jarplan.people.forms import REASON


class IdentityForm(VerbForm):
    """The name of the account, as the organisation's directory has it."""

    name = LineField(
        label="Name of the account",
        max_length=200,
        required=False,
        help_text=(
            "As the person types it there, for example j.smith@midshire.gov.uk. The first who signs in with this "
            "account is this person from then on, and their password here ends. Leave empty for signing in with a "
            "password."
        ),
    )
    reason = REASON
