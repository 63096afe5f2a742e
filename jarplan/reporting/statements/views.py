"""The pages of statements. They show settings and no plan, set no cookie, and read alike to everybody."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jarplan.reporting.addresses import site_of
from jarplan.reporting.published.views import address_of, around, public
from recommendations.within import EVERYTHING

ICON = (settings.BASE_DIR / "static" / "favicon.svg").read_bytes()
SECURITY_DAYS = 180  # for which it may be relied on; RFC 9116 asks for less than a year
STATEMENTS = ("accessibility", "privacy", "cookies", "contact", "help")


@public
def statement(request, name):
    """One of the statements, in the frame of the public pages."""
    context = {
        "council": settings.COUNCIL_NAME or settings.PLAN_PLACE or "the council",
        "email": settings.CONTACT_EMAIL,
        "phone": settings.CONTACT_PHONE,
        "postal": settings.CONTACT_ADDRESS.replace("; ", "\n"),
        "protection": settings.DATA_PROTECTION_EMAIL,
        "periods": settings.RETENTION_PERIODS,
        "prepared_on": settings.ACCESSIBILITY_PREPARED_ON,
        "tested_on": settings.ACCESSIBILITY_TESTED_ON,
        "hours": settings.SESSION_COOKIE_AGE // 3600,
        "idle": settings.SESSION_IDLE_MINUTES,
        "sign_in_days": settings.SIGN_IN_RECORD_DAYS,
        "product": settings.PRODUCT_NAME,
        **around(reverse(f"statements:{name}")),
    }
    return render(request, f"reporting/statements/{name}.html", context)


@public
def favicon(request):
    """The sign of the site where browsers look for one before they have read a page."""
    return HttpResponse(ICON, content_type="image/svg+xml")


@public
def robots(request):
    """What search engines may look at: what is public."""
    # Without its last stroke an address allows the files beside it too, and the style sheet is part of a page.
    allowed = [address_of("latest", EVERYTHING).rstrip("/"), settings.STATIC_URL]
    allowed += [reverse(f"statements:{name}") for name in STATEMENTS]
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /"]
    lines += [f"Sitemap: {site_of(request)}{reverse('published:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
def security(request):
    """Where a weakness is reported, as RFC 9116 has it; 404 where the council names nobody, as a file without a
    contact would be none."""
    if not settings.SECURITY_CONTACT:
        raise Http404("No contact for weaknesses is named.")
    # The end of a day, so that the answer is the same all day. The machine's, also where the day is pinned.
    expires = timezone.now().date() + timedelta(days=SECURITY_DAYS)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}T23:59:59Z",
        "Preferred-Languages: en",
        f"Canonical: {site_of(request)}{reverse('statements:security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
