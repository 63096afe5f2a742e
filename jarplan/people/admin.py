"""People, posts and organisations in the technical admin: to look at and to export."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from import_export.resources import ModelResource

from jarplan.audit.admin import show
from jarplan.people.models import (
    CalendarToken,
    Identity,
    Organisation,
    Post,
    PostHolding,
    Session,
    SignInAttempt,
    User,
)

# Tables of allauth: those of addresses stay empty, as these are a field of people, and secrets are shown nowhere.
for model in (EmailAddress, EmailConfirmation, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
admin.site.unregister(Group)  # the roles are made by a migration, and given on the pages under /people/


class UserResource(ModelResource):
    """People without their password's digest."""

    class Meta:
        model = User
        fields = ("uuid", "username", "full_name", "email", "organisation__name", "is_active", "is_superuser")


class CalendarTokenResource(ModelResource):
    """Addresses of calendars without their digest."""

    class Meta:
        model = CalendarToken
        fields = ("uuid", "person__username", "made_at", "ended_at")


class SessionResource(ModelResource):
    """Sessions without their key."""

    class Meta:
        model = Session
        fields = ("person__username", "device", "begun", "seen")


class SignInAttemptResource(ModelResource):
    """Attempts without what they are counted by."""

    class Meta:
        model = SignInAttempt
        fields = ("moment", "person__username", "address", "outcome")


show(
    User,
    ("username", "full_name", "organisation", "is_active", "is_superuser"),
    resource_classes=[UserResource],
    list_filter=("is_active", "is_superuser", "groups"),
    search_fields=("username", "full_name", "email"),
    exclude=("password", "user_permissions"),
)
show(Organisation, ("name", "short_name", "kind", "is_sample"), search_fields=("name", "short_name"))
show(Post, ("title", "organisation", "is_sample"), search_fields=("title", "organisation__name"))
show(PostHolding, ("post", "user", "held_from", "held_to"))
show(
    CalendarToken,
    ("person", "made_at", "ended_at"),
    resource_classes=[CalendarTokenResource],
    exclude=("digest",),
)
show(Identity, ("person", "issuer", "name"), search_fields=("person__username", "name"))
show(
    SignInAttempt,
    ("moment", "person", "address", "outcome"),
    resource_classes=[SignInAttemptResource],
    exclude=("name",),
    list_filter=("outcome",),
    search_fields=("person__username", "address"),
)
# Its key lets in whoever has it.
show(
    Session,
    ("person", "device", "begun", "seen"),
    resource_classes=[SessionResource],
    exclude=("session_key", "session_data"),
    list_display_links=None,
)
