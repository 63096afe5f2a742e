"""The technical admin at /admin/: for the superuser who runs the server, and closed to all others."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect


class TechnicalAdminSite(AdminSite):
    """It has no door of its own: people sign in, and change their password, where everybody does."""

    site_header = site_title = f"{settings.PRODUCT_NAME}: technical admin"
    index_title = "View and export records"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_staff and request.user.is_superuser

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def not_to_be_seen(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        not_to_be_seen.login_required = True
        return not_to_be_seen

    @login_not_required
    def login(self, request, extra_context=None):
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", request.get_full_path()))
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def password_change(self, request, extra_context=None):
        return redirect("accounts:change-password")
