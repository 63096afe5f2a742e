"""Records in the technical admin: to look at and to export, never to change (services do that)."""

from django.contrib import admin
from import_export.admin import ExportMixin

from jarplan.audit.models import AuditBlank, AuditEvent, AuditHead, AuditState, Blanking


class ReadOnlyAdmin(ExportMixin, admin.ModelAdmin):
    """What every room's admin is made of. Everything is shown and nothing can be written."""

    actions = None

    def get_list_select_related(self, request):
        """The records that columns name come with the rows, beside what an admin itself says."""
        listed = {one.name for one in self.model._meta.fields if one.is_relation} & set(self.list_display)
        return (*listed, *(self.list_select_related or ()))

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def show(model, listed, admin_class=ReadOnlyAdmin, **options):
    """Registers a model to be looked at: the columns of its list, and what ModelAdmin takes beside them."""
    admin.site.register(model, admin_class, list_display=listed, **options)


show(
    AuditEvent,
    ("sequence", "at", "actor_name", "role", "kind", "subject_kind", "reference"),
    list_filter=("kind", "subject_kind"),
    search_fields=("actor_name", "reference"),
)
show(AuditState, ("sequence", "subject_kind", "reason"), list_filter=("subject_kind",))
admin.site.register([AuditHead, AuditBlank, Blanking], ReadOnlyAdmin)
