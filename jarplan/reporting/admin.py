"""The mark of a demonstration, and who was written to when, in the technical admin: to look at."""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin, show
from jarplan.reporting.models import Demonstration, Digest

admin.site.register(Demonstration, ReadOnlyAdmin)


show(Digest, ("day", "user", "things", "is_sent"), list_filter=("is_sent", "day"))
