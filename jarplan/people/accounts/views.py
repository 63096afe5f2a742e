"""One's own password: Django's views, with every new password in the history. And one's own mail and calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import posted, pressed, verb_page
from jarplan.people.accounts.calendars import calendar_in_use, end_calendar_address, make_calendar_address
from jarplan.people.accounts.forms import AskForLinkForm, ChangePasswordForm, MailForm, NewPasswordForm
from jarplan.people.accounts.links import password_links
from jarplan.people.accounts.resets import ask
from jarplan.people.accounts.sessions import end_sessions, name_of, sessions_of
from jarplan.people.accounts.verbs import change_password, choose_mail
from jarplan.people.models import User


@require_safe
def account(request):
    """What there is about one's own account."""
    return render(request, "registration/account.html")


class ChangePassword(views.PasswordChangeView):
    """One's own password; sessions elsewhere end."""

    form_class = ChangePasswordForm
    success_url = reverse_lazy("accounts:password-changed")

    def form_valid(self, form):
        person = User.objects.get(pk=self.request.user.pk)
        password = form.cleaned_data["new_password1"]
        person = change_password(by=person, now=clock.now(), person=person, password=password)
        # Every session of the old password ends; this one goes on.
        update_session_auth_hash(self.request, person)
        return HttpResponseRedirect(self.get_success_url())


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """Where one is signed in; a button ends a session, or all but this one."""
    person = User.objects.get(pk=request.user.pk)
    found = [(name_of(one), one) for one in sessions_of(person)]
    here = request.session.session_key
    if request.method == "POST":
        meant = request.POST.get("session", "")
        keys = [
            one.session_key for name, one in found if one.session_key != here and meant in (name, "others")
        ]
        pressed(request, end_sessions, "The session has ended.", by=person, person=person, keys=keys)
        return redirect("accounts:sessions")
    context = {"sessions": found, "here": here, "idle": settings.SESSION_IDLE_MINUTES}
    context["hours"] = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "registration/sessions.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request):
    """Asking for a link to set a new password, by one's user name. Whoever asks learns nothing of who there is."""
    if not settings.LINKS_BY_MAIL:
        raise Http404
    form = AskForLinkForm(posted(request))
    if form.is_valid():
        ask(request, form.cleaned_data["username"])
        return redirect("accounts:reset-sent")
    return render(request, "registration/reset.html", {"form": form})


@login_not_required
@require_safe
def reset_sent(request):
    """What is said to everybody who asked."""
    return render(request, "registration/reset_sent.html")


class SetPassword(views.PasswordResetConfirmView):
    """Where a one-use link leads. It signs nobody in: the new password does."""

    form_class = NewPasswordForm
    token_generator = password_links
    success_url = reverse_lazy("accounts:login")

    def get_user(self, uidb64):
        person = super().get_user(uidb64)
        # As if the link did not exist: it says nothing of who is deactivated.
        return person if person and person.is_active else None

    def get_context_data(self, **kwargs):
        sign_on = settings.OIDC_ISSUER and settings.OIDC_LABEL
        return super().get_context_data(sign_on=sign_on, uid=self.kwargs["uidb64"], **kwargs)

    def form_valid(self, form):
        person, password = self.user, form.cleaned_data["new_password1"]
        try:
            change_password(by=person, now=clock.now(), person=person, password=password, by_link=True)
        except NotNow:  # used in another window, or the person was changed, since this page was opened
            self.validlink = False
            return self.render_to_response(self.get_context_data())
        # As the framework's own form_valid does, which is not called because the password is set by the
        # verb.
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, "Your password has been set. You can now sign in.")
        return HttpResponseRedirect(self.get_success_url())


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request):
    """How often we write to who is signed in."""
    person = User.objects.get(pk=request.user.pk)
    form = MailForm(posted(request), initial={"mail_every": person.mail_every})
    said, act = "Your email settings have been saved.", {"by": person, "person": person}
    shown = {"person": person}
    return verb_page(
        request, form, choose_mail, said, "accounts:mail", "registration/mail.html", shown, **act
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """The address of one's own calendar: shown once, in the answer to the POST that makes it, and nowhere else."""
    person, address = User.objects.get(pk=request.user.pk), ""
    if request.method == "POST":
        token = make_calendar_address(by=person, now=clock.now(), person=person)
        address = request.build_absolute_uri(reverse("reporting:own-calendar", args=[token]))
    context = {"address": address, "in_use": calendar_in_use(person)}
    return render(request, "registration/calendar.html", context)


@require_POST
def end_calendar(request):
    """From now on the address of one's own calendar leads nowhere."""
    person = User.objects.get(pk=request.user.pk)
    said = "Your calendar address has been removed. Calendars that used the address no longer work."
    pressed(request, end_calendar_address, said, by=person, person=person)
    return redirect("accounts:calendar")
