"""The address at which reminders are set."""

from django.urls import path

from actions.reminding import views

urlpatterns = [path("reminders/set/", views.set_reminders, name="set-reminders")]
