"""Uploaded files in the technical admin: what is known of them. Their content is not handed out here."""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin
from jarplan.files.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    list_display = ("original_name", "content_type", "size", "uploaded_at", "uploaded_by", "blanked_at")
    list_select_related = ("uploaded_by",)
    search_fields = ("original_name", "sha256")
    exclude = ("file",)
