"""The address at which it is said what an action waits for."""

from django.urls import path

from actions.waits import views

urlpatterns = [path("actions/<action:reference>/waiting/", views.waiting, name="waiting")]
