"""Signing in, one's own account and the record of sign-ins, as they are looked at in a browser."""

from jarplan.people.accounts.links import path_for
from jarplan.people.models import User


def a_live_link():
    _, _, _, uid, token, _ = path_for(User.objects.get(username="second.officer")).split("/")
    return {"uidb64": uid, "token": token}


def pages(Page, REFUSED, NOTHING_REQUIRED):
    return [
        Page("accounts:login", None, empty=REFUSED),
        Page("accounts:set-password", None, a_live_link, empty=REFUSED),
        Page("accounts:set-password", None, {"uidb64": "MQ", "token": "no-such-token"}),
        Page("accounts:account", "officer"),
        Page("accounts:second-step", "officer"),
        Page("accounts:add-second-step", "officer", empty=REFUSED),
        Page("accounts:recovery-codes", "officer", empty=REFUSED),
        Page("accounts:remove-second-step", "officer", empty=REFUSED),
        Page("people:remove-second-step", "admin", {"username": "officer"}, empty=REFUSED),
        Page("accounts:sessions", "officer"),
        Page("accounts:reset", None, empty=REFUSED),
        Page("accounts:reset-sent", None),
        Page("accounts:change-password", "officer", empty=REFUSED),
        Page("accounts:password-changed", "officer"),
        Page("accounts:calendar", "officer", empty="nothing is typed: the button makes an address"),
        Page("accounts:mail", "officer", empty=NOTHING_REQUIRED),
        Page("people:sign-ins", "admin"),
    ]


NOT_PAGES = {
    "accounts:logout": "is only posted to",
    "accounts:end-calendar": "is only posted to",
    "accounts:kept-form": "is there only after a session has ended: tests/people/signin/test_kept.py",
    "accounts:code": "is there only between the password and the code: tests/browser/test_accounts.py",
    "accounts:second-step-picture": "is a picture",
    "signon:start": "leads to the issuer that a setting names: tests/people/signon",
    "signon:back": "is where the issuer leads back to",
    "people:set-identity": "is there only with an issuer: tests/browser/test_accounts.py",
    "accounts:delete-kept-form": "is only posted to",
    "account_login": "leads to the page of signing in",
}
