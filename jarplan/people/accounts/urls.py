"""Addresses of signing in and out and of one's own password."""

from django.contrib.auth import views
from django.urls import path

from jarplan.people.accounts import views as accounts_views
from jarplan.people.signin import views as signin_views

app_name = "accounts"
urlpatterns = [
    path("login/", signin_views.SignIn.as_view(), name="login"),
    path("logout/", signin_views.sign_out, name="logout"),
    path("password/", accounts_views.ChangePassword.as_view(), name="change-password"),
    path("password/changed/", views.PasswordChangeDoneView.as_view(), name="password-changed"),
    path("reset/", accounts_views.reset, name="reset"),
    path("reset/sent/", accounts_views.reset_sent, name="reset-sent"),
    path("mail/", accounts_views.mail, name="mail"),
    path("calendar/", accounts_views.calendar, name="calendar"),
    path("calendar/end/", accounts_views.end_calendar, name="end-calendar"),
    path("set-password/<uidb64>/<token>/", accounts_views.SetPassword.as_view(), name="set-password"),
]
