"""The rows of the permission table about signing in, and about one's own account."""

from tests.permissions.words import EVERYBODY, NOT_HERE, ONLY_ADMINISTRATOR, Row, any_of


def a_password_link(world, organisation):
    return {"uidb64": "MQ", "token": "no-such-token"}


ACCOUNT_THINGS = {
    "password link": (a_password_link, {"uidb64": "OTk5OTk5", "token": "no-such-token"}),
}
ACCOUNT_ROWS = [
    Row("accounts:login", None, get=any_of(()), post=EVERYBODY, others=302, public=True),
    Row("accounts:logout", None, get=NOT_HERE, post=EVERYBODY),
    Row("accounts:change-password", None, get=EVERYBODY, post=EVERYBODY),
    Row("accounts:password-changed", None, get=EVERYBODY, post=NOT_HERE),
    Row("accounts:mail", None, get=EVERYBODY, post=EVERYBODY, data={"mail_every": "week"}),
    Row("accounts:set-password", "password link", get=EVERYBODY, post=EVERYBODY, missing=200, public=True),
    Row("accounts:calendar", None, get=EVERYBODY, post=EVERYBODY),
    Row("accounts:end-calendar", None, get=NOT_HERE, post=EVERYBODY),
    Row("accounts:account", None, get=EVERYBODY, post=NOT_HERE),
    Row("accounts:code", None, get=any_of(()), post=EVERYBODY, others=302),
    Row("accounts:second-step", None, get=EVERYBODY, post=NOT_HERE),
    Row("accounts:add-second-step", None, get=EVERYBODY, post=EVERYBODY),
    Row("accounts:second-step-picture", None, get=any_of(()), post=NOT_HERE, others=404),
    Row("accounts:recovery-codes", None, get=EVERYBODY, post=EVERYBODY),
    Row("accounts:remove-second-step", None, get=EVERYBODY, post=EVERYBODY),
    Row("people:remove-second-step", "person", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR),
    Row("signon:start", None, get=any_of(()), post=NOT_HERE, others=302),
    Row("signon:back", None, get=any_of(()), post=NOT_HERE, others=302),
    Row("people:set-identity", "person", get=any_of(()), post=any_of(()), others=404),
    Row("accounts:sessions", None, get=EVERYBODY, post=EVERYBODY),
    Row("accounts:kept-form", None, get=any_of(()), post=EVERYBODY, others=302),
    Row("accounts:delete-kept-form", None, get=NOT_HERE, post=EVERYBODY),
    Row("accounts:reset", None, get=EVERYBODY, post=EVERYBODY, public=True),
    Row("accounts:reset-sent", None, get=EVERYBODY, post=NOT_HERE, public=True),
    # Where allauth sends people to sign in.
    Row("account_login", None, get=any_of(()), post=NOT_HERE, others=302),
    Row("people:sign-ins", None, get=ONLY_ADMINISTRATOR, post=NOT_HERE),
]
