"""The whole state of a stored file, for the history: never its content, but its digest."""

from django.db.models import Q

from jarplan.audit.subjects import Subject, register
from jarplan.files.models import StoredFile


def stored_file_state(row):
    return {
        "name": row.file.name,
        "original_name": row.original_name,
        "content_type": row.content_type,
        "size": row.size,
        "sha256": row.sha256,
        "uploaded_at": row.uploaded_at,
        "uploaded_by": row.uploaded_by.uuid,
        "blanked_at": row.blanked_at,
        "blanked_by": row.blanked_by.uuid if row.blanked_by else None,
        "version": row.version,
    }


register(
    Subject(
        kind="file",
        label="file",
        model=StoredFile,
        state=stored_file_state,
        reference=lambda row: f"file {str(row.uuid)[:8]}",
        select=("uploaded_by", "blanked_by"),
        visible=lambda user: Q(subject__in=StoredFile.objects.filter(uploaded_by=user.pk).values("uuid")),
    )
)
