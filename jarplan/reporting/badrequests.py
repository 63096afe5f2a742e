"""The page for an address or form that cannot be read, with the sentence that says why."""

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render


def bad_request(request, exception=None):
    """400 with the sentence that was raised. What the framework says of an attack is not repeated."""
    ours = exception is not None and not isinstance(exception, SuspiciousOperation)
    return render(request, "400.html", {"sentence": str(exception) if ours else ""}, status=400)
