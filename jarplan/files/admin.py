"""Uploaded files in the technical admin: what is known of them. Their content is not handed out here."""

from jarplan.audit.admin import show
from jarplan.files.models import StoredFile

show(
    StoredFile,
    ("original_name", "content_type", "size", "uploaded_at", "uploaded_by", "blanked_at"),
    search_fields=("original_name", "sha256"),
    exclude=("file",),
)
