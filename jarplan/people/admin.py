"""People, posts and organisations in the technical admin: to look at and to export."""

from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from import_export.resources import ModelResource

from jarplan.audit.admin import show
from jarplan.people.models import CalendarToken, Organisation, Post, PostHolding, User

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
show(
    AccessAttempt,
    ("attempt_time", "username", "ip_address", "failures_since_start"),
    search_fields=("username", "ip_address"),
    exclude=("get_data", "post_data"),
)
