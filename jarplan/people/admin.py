"""People, posts and organisations in the technical admin: to look at and to export."""

from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.auth.models import Group
from import_export.resources import ModelResource

from jarplan.audit.admin import ReadOnlyAdmin
from jarplan.people.models import CalendarToken, Organisation, Post, PostHolding, User

admin.site.unregister(Group)  # the roles are made by a migration, and given on the pages under /people/


class UserResource(ModelResource):
    """People without their password's digest."""

    class Meta:
        model = User
        fields = ("uuid", "username", "full_name", "email", "organisation__name", "is_active", "is_superuser")


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    resource_classes = [UserResource]
    list_display = ("username", "full_name", "organisation", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser", "groups")
    search_fields = ("username", "full_name", "email")
    exclude = ("password", "user_permissions")


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "short_name", "kind", "is_sample")
    search_fields = ("name", "short_name")


@admin.register(Post)
class PostAdmin(ReadOnlyAdmin):
    list_display = ("title", "organisation", "is_sample")
    search_fields = ("title", "organisation__name")


@admin.register(PostHolding)
class PostHoldingAdmin(ReadOnlyAdmin):
    list_display = ("post", "user", "held_from", "held_to")


class CalendarTokenResource(ModelResource):
    """Addresses of calendars without their digest."""

    class Meta:
        model = CalendarToken
        fields = ("uuid", "person__username", "made_at", "ended_at")


@admin.register(CalendarToken)
class CalendarTokenAdmin(ReadOnlyAdmin):
    resource_classes = [CalendarTokenResource]
    list_display = ("person", "made_at", "ended_at")
    exclude = ("digest",)


@admin.register(AccessAttempt)
class FailedSignInAdmin(ReadOnlyAdmin):
    list_display = ("attempt_time", "username", "ip_address", "failures_since_start")
    search_fields = ("username", "ip_address")
    exclude = ("get_data", "post_data")
