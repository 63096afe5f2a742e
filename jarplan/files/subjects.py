"""The whole state of a stored file, for the history: never its content, but its digest."""

from django.db.models import Q

from jarplan.audit.subjects import register
from jarplan.files.models import StoredFile

register(
    "file",
    "file",
    StoredFile,
    "original_name content_type size sha256 uploaded_at uploaded_by blanked_at blanked_by version",
    lambda row: f"file {str(row.uuid)[:8]}",
    parts=lambda row: {"name": row.file.name},
    visible=lambda user: Q(subject__in=StoredFile.objects.filter(uploaded_by=user.pk).values("uuid")),
    keyed=True,
)
