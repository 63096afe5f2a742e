"""Signing in at the issuer and coming back, and the administrator's page of whose account somebody's is."""

import logging
from functools import wraps
from secrets import compare_digest

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import verb_page
from jarplan.people.accounts.links import password_links
from jarplan.people.decorators import for_administrators, form_page
from jarplan.people.models import Identity, User
from jarplan.people.persons.views import its_page, person_of
from jarplan.people.secondstep.policies import MARK
from jarplan.people.signon import client, verbs
from jarplan.people.signon.forms import IdentityForm
from jarplan.people.signon.roles import follow_groups

ATTEMPT = "sign-on"  # in the session
log = logging.getLogger(__name__)


def back():
    """The address that the issuer sends people back to: that of the setting, which the issuer knows."""
    return f"{settings.SITE_URL}{reverse('signon:back')}"


def where_there_is_an_issuer(view):
    """Leads to the page of signing in where there is none, and whoever comes otherwise than by a link."""

    @wraps(view)
    def door(request):
        if not settings.OIDC_ISSUER or request.method not in ("GET", "HEAD"):
            return redirect("accounts:login")
        return view(request)

    return door


@login_not_required
@where_there_is_an_issuer
def start(request):
    """A link leads here, and on to the issuer. `invited`: whose invitation was opened in this browser."""
    attempt = client.begin()
    try:
        address = client.authorization_address(attempt, back())
    except client.SignOnError as problem:
        return failed(request, problem)
    attempt |= {"next": request.GET.get("next", ""), "invited": request.GET.get("invited", "")}
    request.session[ATTEMPT] = attempt
    return redirect(address)


def failed(request, problem):
    log.warning("Sign-on failed: %s", problem)
    return render(request, "registration/sign_on_failed.html", {"unknown": False}, status=503)


@login_not_required
@where_there_is_an_issuer
def come_back(request):
    """Where the issuer sends people, with a code that we ask it about."""
    attempt = request.session.pop(ATTEMPT, None)
    if not attempt:  # the page was loaded again, or the way back was taken
        return redirect("accounts:login")
    if not compare_digest(request.GET.get("state", "").encode(), attempt["state"].encode()):
        return failed(request, "another attempt was answered")
    if "code" not in request.GET:  # the person said no, or the issuer did
        return redirect("accounts:login")
    try:
        claims = client.claims_of(request.GET["code"], attempt, back())
    except client.SignOnError as problem:
        return failed(request, problem)
    person = person_of_claims(request, claims, attempt["invited"])
    if person is None:
        return render(request, "registration/sign_on_failed.html", {"unknown": True}, status=403)
    follow_groups(person, claims)
    return signed_in(request, User.objects.get(pk=person.pk), attempt["next"])


def person_of_claims(request, claims, invited):
    """Who this is: the person to whom the account is bound; else the one whom it is bound to now, because they were
    invited, or the administrator entered the name that the issuer gives it. None: nobody here, or not any more."""
    subject = str(claims.get(settings.OIDC_SUBJECT_CLAIM) or "")
    if not subject:
        return None
    if identity := verbs.known(subject):
        return identity.person if identity.person.is_active else None
    person = invited_person(request, invited) if invited else expected_person(claims)
    if person is None or not person.is_active:
        return None
    try:
        return verbs.bind_identity(by=person, now=clock.now(), person=person, subject=subject)
    except NotNow:
        return None


def invited_person(request, uid):
    """Whose one-use link was opened in this browser, where it is still good."""
    try:
        person = User.objects.filter(pk=urlsafe_base64_decode(uid).decode()).first()
    except (ValueError, OverflowError):
        return None
    token = request.session.get(INTERNAL_RESET_SESSION_TOKEN, "")
    return person if person and password_links.check_token(person, token) else None


def expected_person(claims):
    """Whose name of the issuer's the administrator entered; never by the email address."""
    name = str(claims.get(settings.OIDC_NAME_CLAIM) or "")
    expected = Identity.objects.filter(issuer=settings.OIDC_ISSUER, subject=None, name__iexact=name)
    found = expected.select_related("person").first() if name else None
    return found and found.person


def signed_in(request, person, where):
    """Signs the person in. The second step is the issuer's to ask for."""
    adapter = get_adapter()
    adapter.login(request, person)
    request.session[MARK] = True
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(where, host, require_https=request.is_secure())
    named = {"email_verification": "none", "signal_kwargs": None, "email": None, "signup": False}
    return adapter.post_login(request, person, redirect_url=where if safe else None, **named)


@for_administrators
@form_page
def set_identity(request, username):
    """By which name the issuer knows a person."""
    if not settings.OIDC_ISSUER:
        raise Http404
    person = person_of(username)
    identity = Identity.objects.filter(person=person).first()
    form = IdentityForm(request.POST or None, initial={"name": identity.name if identity else ""})
    said = "How this person signs in has been saved."
    shown = {"title": "Sign in with the organisation’s account", "about": person, "button": "Save"}
    return verb_page(
        request, form, verbs.expect_identity, said, its_page(person), "people/form.html", shown, person=person
    )
