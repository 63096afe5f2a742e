"""Signing in and out by allauth's views, and the administrator's page of who tried."""

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from jarplan.people.decorators import for_administrators
from jarplan.people.queries import sign_in_attempts
from jarplan.people.signin import kept
from jarplan.people.signin.forms import AttemptsFilterForm, SignInForm


class SignIn(LoginView):
    """Leads where somebody was on the way to; else to where the adapter says."""

    form_class = SignInForm
    template_name = "registration/login.html"

    def get_form_class(self):
        return self.form_class

    def get_context_data(self, **kwargs):
        ways = {"by_mail": settings.LINKS_BY_MAIL, "sign_on": settings.OIDC_ISSUER and settings.OIDC_LABEL}
        return super().get_context_data(is_kept=kept.is_kept(self.request), **ways, **kwargs)

    def form_invalid(self, form):
        if not form.seconds:
            return super().form_invalid(form)
        return too_many(self.request, form.seconds)


def too_many(request, seconds):
    """Says how long there is to wait; by the minute, as nobody waits better for knowing the seconds."""
    context = {"minutes": -(-seconds // 60)}
    answer = render(request, "registration/locked.html", context, status=429)
    answer.headers["Retry-After"] = seconds
    return answer


class SignOut(LogoutView):
    """By a button only: a link in a mail signs nobody out."""

    http_method_names = ["post"]


sign_out = SignOut.as_view()
sign_out.login_required = True  # allauth opens it to everybody


@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request):
    """A form that was sent after the session had ended: it is sent on to where it was meant for, or deleted."""
    form = kept.kept_for(request)
    if form is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        kept.forget(request)
        # 307: the browser sends the same once more, to where it was meant for; its page checks it as ever.
        return HttpResponseRedirect(form["path"], preserve_request=True)
    return render(request, "registration/kept_form.html", {"kept": form, "words": kept.words_of(form)})


@require_POST
def delete_kept_form(request):
    kept.forget(request)
    messages.success(request, "What you typed has been deleted.")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_safe
def start(request):
    """Where allauth itself sends people who have to begin again."""
    return redirect("accounts:login")


@method_decorator(for_administrators, name="dispatch")
class AttemptsView(ListView):
    """Who tried to sign in, when and from where, the last first."""

    template_name = "people/signin/attempts.html"
    paginate_by = 100

    def get_queryset(self):
        self.filters = AttemptsFilterForm(self.request.GET)
        self.filters.is_valid()
        return sign_in_attempts(**self.filters.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filters=self.filters, days=settings.SIGN_IN_RECORD_DAYS, **kwargs)
