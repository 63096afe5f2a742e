"""Addresses of this app, room by room. The recommendations themselves are shown with their actions, by the roof."""

from recommendations.consultation import urls as consultation
from recommendations.councilreport import urls as councilreport
from recommendations.deadlines import urls as deadlines
from recommendations.duties import urls as duties
from recommendations.inspections import urls as inspections
from recommendations.law import urls as law
from recommendations.meetings import urls as meetings
from recommendations.publication import urls as publication
from recommendations.recipients import urls as recipients
from recommendations.versions import urls as versions

app_name = "recommendations"
urlpatterns = [
    *duties.urlpatterns,
    *deadlines.urlpatterns,
    *law.urlpatterns,
    *recipients.urlpatterns,
    *publication.urlpatterns,
    *consultation.urlpatterns,
    *inspections.urlpatterns,
    *councilreport.urlpatterns,
    *versions.urlpatterns,
    *meetings.urlpatterns,
]
