"""Records in the technical admin: to look at and to export, never to change (services do that)."""

from django.contrib import admin
from import_export.admin import ExportMixin

from jarplan.audit.models import AuditBlank, AuditEvent, AuditHead, AuditState, Blanking


class ReadOnlyAdmin(ExportMixin, admin.ModelAdmin):
    """What every room's admin is made of. Everything is shown and nothing can be written."""

    actions = None

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ("sequence", "at", "actor_name", "role", "kind", "subject_kind", "reference")
    list_filter = ("kind", "subject_kind")
    search_fields = ("actor_name", "reference")


@admin.register(AuditState)
class AuditStateAdmin(ReadOnlyAdmin):
    list_display = ("sequence", "subject_kind", "reason")
    list_filter = ("subject_kind",)


admin.site.register([AuditHead, AuditBlank, Blanking], ReadOnlyAdmin)
