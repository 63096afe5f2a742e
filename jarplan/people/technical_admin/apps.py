"""Makes our technical admin the one that Django's machinery finds."""

from django.contrib.admin.apps import AdminConfig


class TechnicalAdminConfig(AdminConfig):
    default_site = "jarplan.people.technical_admin.site.TechnicalAdminSite"
