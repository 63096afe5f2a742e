"""What django-allauth asks of us: who gets in, how often somebody may try, and where they then go. It has no limits
of its own and takes in nobody: people are added by the administrator.
"""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.urls import reverse

from jarplan.people.roles import Role
from jarplan.people.signin import attempts, kept
from jarplan.people.signin.addresses import client_address
from jarplan.people.signin.sessions import DEVICE, device_of


class TooMany(ValidationError):
    """Too many wrong attempts: this one was not looked at. `seconds`: how long there is to wait."""

    def __init__(self, left):
        self.seconds = int(left.total_seconds()) + 1
        super().__init__("There have been too many wrong attempts to sign in.", code="slowed")


class AccountAdapter(DefaultAccountAdapter):
    """The one throttle and the one record are jarplan.people.signin.attempts."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, username="", **credentials):
        request.attempt = attempts.begin(request, username)
        if left := attempts.must_wait(request.attempt):
            raise TooMany(left)

    def authenticate(self, request, **credentials):
        person = super().authenticate(request, **credentials)
        if person:
            attempts.became(request.attempt, attempts.Outcome.PASSWORD)
        return person

    def login(self, request, user):
        """Whoever comes here has shown all that was asked of them."""
        super().login(request, user)
        request.session[DEVICE] = device_of(request)
        attempt = getattr(request, "attempt", None) or attempts.begin(request, user.username)
        attempts.became(attempt, attempts.Outcome.SIGNED_IN)

    def get_login_redirect_url(self, request):
        """Who reports and signs off goes to what they have to do, and everybody else to how the plan stands."""
        if request.user.has_role(Role.OFFICER, Role.APPROVER):
            return reverse("reporting:my-work")
        return reverse("reporting:dashboard")

    def post_login(self, request, user, **named):
        """First to the form that was sent after the session had ended, where it is this person's."""
        if kept.kept_for(request):
            named["redirect_url"] = reverse("accounts:kept-form")
        return super().post_login(request, user, **named)

    def get_login_stages(self):
        return ["jarplan.people.secondstep.stages.CodeStage"]

    def get_client_ip(self, request):
        return client_address(request)

    def add_message(self, *args, **kwargs):
        """Its sentences are not ours: pages say what was done."""
