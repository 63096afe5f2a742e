"""The mark of a demonstration, who was written to when, and the files of versions, in the technical admin: to look
at.
"""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin, show
from jarplan.reporting.models import Demonstration, Digest, MadeFile

admin.site.register(Demonstration, ReadOnlyAdmin)


show(Digest, ("day", "user", "things", "is_sent"), list_filter=("is_sent", "day"))
show(MadeFile, ("version", "kind", "size", "moment", "problem"), list_filter=("kind",))
