"""The mark of a demonstration, who was written to when and of what, the packs of meetings, the files of versions and
packs, what people keep for themselves, and the workers, in the technical admin: to look at.
"""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin, show
from jarplan.background.models import Worker
from jarplan.reporting.models import Demonstration, Digest, MadeFile, MeetingPack, SavedView, Told, Watch

admin.site.register(Demonstration, ReadOnlyAdmin)


show(Worker, ("name", "seen", "done", "total"))
show(Digest, ("day", "user", "things", "is_sent"), list_filter=("is_sent", "day"))
show(Told, ("digest", "what", "step"))
show(MeetingPack, ("number", "meeting", "cut_off", "made_at"), list_filter=("decision_maker",))
show(MadeFile, ("version", "pack", "kind", "size", "moment", "problem"), list_filter=("kind",))
show(SavedView, ("saved_by", "page", "name", "saved_at"), list_filter=("page",))
show(Watch, ("watched_by", "action", "recommendation", "watched_at"))
