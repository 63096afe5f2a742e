"""The pages of the second step: the code after the password, and one's own app and recovery codes."""

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.formfields.pages import posted, verb_page
from jarplan.people.models import User
from jarplan.people.secondstep import policies, verbs
from jarplan.people.secondstep.adapter import SecondStepAdapter
from jarplan.people.secondstep.codes import codes_left, has_second_step
from jarplan.people.secondstep.forms import AddForm, CodeForm, PasswordForm
from jarplan.people.secondstep.stages import KEY
from jarplan.people.signin.views import too_many

SECRET = "second step secret"  # in the session, until the app has shown that it has it


@login_stage_required(stage=KEY, redirect_urlname="accounts:login")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """Asks for the code, after the password and before anybody is signed in."""
    stage = request._login_stage
    if not stage.is_current:
        return stage.abort()
    person = stage.login.user
    form = CodeForm(posted(request), request=request, person=person)
    if not form.is_valid():
        seconds = seconds_of(form)
        return (
            too_many(request, seconds)
            if seconds
            else render(request, "registration/code.html", {"form": form})
        )
    if form.used_recovery_code:
        verbs.note_recovery_code(by=person, now=clock.now(), person=person)
    response = stage.exit()
    request.session[policies.MARK] = True
    return response


def seconds_of(form):
    """How many seconds there are to wait, where an attempt was not looked at."""
    problems = [one for found in form.errors.as_data().values() for one in found]
    return next((one.seconds for one in problems if hasattr(one, "seconds")), 0)


@require_safe
def second_step(request):
    """Whether one's account has a second step, and what can be done about it."""
    person = own(request)
    context = {
        "has": has_second_step(person),
        "left": codes_left(person),
        "must": policies.must_take(person),
        "may_remove": policies.may_remove(person, person),
        "has_password": person.has_usable_password(),
    }
    return render(request, "registration/second_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Adds an app: it reads the secret from a picture, and shows by a code that it has it."""
    person = own(request)
    if has_second_step(person) or not person.has_usable_password():
        return redirect("accounts:second-step")
    secret = secret_of(request)
    form = AddForm(posted(request), person=person, secret=secret)
    act = {"by": person, "now": clock.now(), "person": person, "session_key": request.session.session_key}
    if form.is_valid() and form.save(verbs.add_second_step, **act):
        del request.session[SECRET]
        request.session[policies.MARK] = True
        return shown(request, form.result)
    if seconds := seconds_of(form):
        return too_many(request, seconds)
    context = {"form": form, "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}
    return render(
        request, "registration/second_step_add.html", context | {"must": policies.must_take(person)}
    )


def own(request):
    return User.objects.get(pk=request.user.pk)


def secret_of(request):
    """The secret that is being set up in this session: kept as any other, readable by us alone."""
    if SECRET in request.session:
        try:
            return decrypt(request.session[SECRET])
        except InvalidToken:
            pass
    secret = generate_totp_secret()
    request.session[SECRET] = encrypt(secret)
    return secret


@require_safe
def picture(request):
    """The secret that is being set up, as a picture for the app to read."""
    if SECRET not in request.session:
        raise Http404
    adapter = SecondStepAdapter()
    address = adapter.build_totp_url(request.user, secret_of(request))
    return HttpResponse(adapter.build_totp_svg(address), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request):
    """New recovery codes, shown in the answer and nowhere else."""
    person = own(request)
    form = PasswordForm(posted(request), person=person)
    if form.is_valid() and form.save(verbs.make_recovery_codes, by=person, now=clock.now(), person=person):
        return shown(request, form.result)
    if seconds := seconds_of(form):
        return too_many(request, seconds)
    return render(request, "registration/recovery_codes.html", {"form": form})


def shown(request, codes):
    """Recovery codes, this once."""
    return render(request, "registration/recovery_codes.html", {"codes": codes})


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request):
    """Removes one's second step."""
    person = own(request)
    form = PasswordForm(posted(request), person=person)
    said, act = "The second step has been removed.", {"by": person, "person": person}
    to, template = "accounts:second-step", "registration/second_step_remove.html"
    if form.is_bound and not form.is_valid() and (seconds := seconds_of(form)):
        return too_many(request, seconds)
    return verb_page(request, form, verbs.remove_second_step, said, to, template, **act)
