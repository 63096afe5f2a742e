"""The address that somebody signs in from, and the network that it belongs to."""

from ipaddress import ip_address, ip_network

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


def network_of(address):
    """Whom an address belongs to, as far as it can be told: itself of the old kind (IPv4), of the new kind (IPv6) its
    /64, of which one household or server has every address. "" where there is none."""
    try:
        found = ip_address(address or "")
    except ValueError:  # a socket of the machine itself
        return ""
    # An old address that a machine of the new kind was asked by is the old one.
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))
