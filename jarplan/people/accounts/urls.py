"""Addresses of signing in and out and of one's own password."""

from django.contrib.auth import views
from django.urls import path

from jarplan.people.accounts import views as accounts_views
from jarplan.people.secondstep import views as secondstep_views
from jarplan.people.signin import views as signin_views

app_name = "accounts"
urlpatterns = [
    path("login/", signin_views.SignIn.as_view(), name="login"),
    path("logout/", signin_views.sign_out, name="logout"),
    path("", accounts_views.account, name="account"),
    path("password/", accounts_views.ChangePassword.as_view(), name="change-password"),
    path("password/changed/", views.PasswordChangeDoneView.as_view(), name="password-changed"),
    path("login/code/", secondstep_views.code, name="code"),
    path("second-step/", secondstep_views.second_step, name="second-step"),
    path("second-step/add/", secondstep_views.add, name="add-second-step"),
    path("second-step/picture.svg", secondstep_views.picture, name="second-step-picture"),
    path("second-step/recovery-codes/", secondstep_views.recovery_codes, name="recovery-codes"),
    path("second-step/remove/", secondstep_views.remove, name="remove-second-step"),
    path("sessions/", accounts_views.sessions, name="sessions"),
    path("kept/", signin_views.kept_form, name="kept-form"),
    path("kept/delete/", signin_views.delete_kept_form, name="delete-kept-form"),
    path("reset/", accounts_views.reset, name="reset"),
    path("reset/sent/", accounts_views.reset_sent, name="reset-sent"),
    path("mail/", accounts_views.mail, name="mail"),
    path("calendar/", accounts_views.calendar, name="calendar"),
    path("calendar/end/", accounts_views.end_calendar, name="end-calendar"),
    path("set-password/<uidb64>/<token>/", accounts_views.SetPassword.as_view(), name="set-password"),
]
