"""The login pages that are not allauth's own: the first one, one's account, the door to a municipality's own login."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from . import second_factor
from .own_login import OwnLogin


class LogIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"own_logins": settings.OWN_LOGINS, "one_step": not settings.REQUIRE_SECOND_FACTOR}
        return {**super().get_context_data(**kwargs), **own}


class Account(IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "factor_missing": second_factor.is_missing(self.request)}


@require_safe
@never_cache
def own_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the municipality's login. Only from our own page (Sec-Fetch-Site): no other site can log somebody in."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return redirect("account_login")
    provider = _provider(request, provider_id)
    try:
        return provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", {"away": True}, status=502)


@require_safe
@never_cache
def own_login_done(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the municipality's login sends people back to."""
    _provider(request, provider_id)
    return OAuth2CallbackView.adapter_view(OwnLogin(request, provider_id))(request)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        provider = get_adapter(request).get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return provider
