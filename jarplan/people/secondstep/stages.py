"""The step of allauth's sign-in that asks for a code."""

from allauth.mfa.stages import AuthenticateStage
from django.shortcuts import redirect

from jarplan.people.secondstep.codes import has_second_step

KEY = AuthenticateStage.key
PASSWORD = "password"  # in what the step keeps: for which password it was begun


class CodeStage(AuthenticateStage):
    """Asks whoever has a second step for a code."""

    urlname = "accounts:code"

    def handle(self):
        if not has_second_step(self.login.user):
            return None, True
        self.state[PASSWORD] = self.login.user.get_session_auth_hash()
        return redirect(self.urlname), True

    def is_resumable(self, request):
        """Whoever goes back to the page of signing in begins anew."""
        return False

    @property
    def is_current(self):
        """Whether the person may still sign in, with the password that they gave."""
        person = self.login.user
        return person.is_active and self.state.get(PASSWORD) == person.get_session_auth_hash()
