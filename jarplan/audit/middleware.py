"""Sees to it that an attempt refused anywhere in a request is recorded, after whatever it began is undone."""

from jarplan import clock
from jarplan.audit.errors import Refused, Unseen
from jarplan.audit.ledger import record_refusal, record_unseen


class RefusalMiddleware:
    """Records a Refused that a view raised before any verb could, or an Unseen; Django then answers 403 or 404."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        # Here and not in __call__: Django turns the exception into its 403 inside get_response, where
        # nobody could tell it from another one.
        if isinstance(exception, Refused):
            record_refusal(exception, by=request.user, now=clock.now())
        if isinstance(exception, Unseen):
            record_unseen(exception, by=request.user, now=clock.now())
        return None
