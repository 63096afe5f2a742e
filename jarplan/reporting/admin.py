"""The mark of a demonstration in the technical admin: to look at."""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin
from jarplan.reporting.models import Demonstration

admin.site.register(Demonstration, ReadOnlyAdmin)
