"""The address that somebody signs in from, so that a lock-out closes their door and not everybody's."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request):
    """Each of the PROXY_COUNT proxies adds whom it heard from to X-Forwarded-For: what the outermost of ours
    added is true, and whatever stands before it may be made up. Without proxies: who is connected."""
    heard = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.PROXY_COUNT and len(heard) >= settings.PROXY_COUNT:
        try:
            # Counted from the right: what stands on the left was sent by the visitor, who may write there
            # what they like. Parsed, so that one address has one spelling in the count of failures.
            return str(ip_address(heard[-settings.PROXY_COUNT]))
        except ValueError:
            pass
    return request.META.get("REMOTE_ADDR") or None
