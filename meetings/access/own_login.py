"""A municipality's own login (OpenID Connect): it opens accounts that an administrator has made, and no others.

A login is bound to one municipality (OWN_LOGINS in the settings): it opens that municipality's accounts alone, and
never an archive administrator's. The first time, an account is found by the verified e-mail address; from then on by
the provider's `sub`. Roles are given here, never there. The signature of the ID token is always verified, with a key
of the provider (OpenID Connect Core 1.0, 3.1.3.7), and of its claims only those in KEPT are stored.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from meetings.models import User

from .failures import OWN_LOGIN, record_failed_login

logger = logging.getLogger(__name__)
KEPT = ("iss", "sub", "email", "email_verified", "amr", "acr")


def login_of(provider: str) -> dict[str, Any]:
    """The settings of one municipality's login; {} where there is none of that name."""
    return next((one for one in settings.OWN_LOGINS if one["id"] == provider), {})


def vouches_for_second_factor(sociallogin: SocialLogin) -> bool:
    """Whether the provider says that it asked for one, in words that this login's settings trust.

    `second_factor`: {"amr": ["mfa"], "acr": ["https://data.gov.dk/concept/core/nsis/loa/Substantial"]} (RFC 8176).
    """
    trusted = login_of(sociallogin.account.provider).get("second_factor", {})
    claims = sociallogin.account.extra_data.get("id_token", {})
    methods = claims.get("amr") or []
    return bool(set(methods) & set(trusted.get("amr", []))) or claims.get("acr") in trusted.get("acr", [])


class OwnLoginAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Done in pre_social_login, within the municipality."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ends in an account of the login's municipality, or in a page that says whom to ask."""
        known: Any = sociallogin.user if sociallogin.is_existing else None
        user = self._account_of(sociallogin, known)
        if user is None:
            record_failed_login(request, user=known, how=OWN_LOGIN)
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        if known is None:
            sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **what: Any) -> None:
        logger.warning("own login failed", extra={"provider": provider.sub_id, "error": str(what.get("exception"))})

    def _account_of(self, sociallogin: SocialLogin, known: User | None) -> User | None:
        login = login_of(sociallogin.account.provider)
        accounts = User.objects.filter(municipality__code=login.get("municipality"), is_active=True)
        accounts = accounts.exclude(role=User.Role.ARCHIVE_ADMIN)
        if known is not None:
            return accounts.filter(pk=known.pk).first()
        claims = sociallogin.account.extra_data["id_token"]
        if not claims.get("email") or not (claims.get("email_verified") is True or login.get("email_is_verified")):
            return None
        # One account has one such login: a second `sub` with the same address is somebody else, or a mistake to clear.
        taken = {"socialaccount__provider": sociallogin.account.provider}
        return accounts.filter(email__iexact=claims["email"]).exclude(**taken).first()


class OwnLogin(OpenIDConnectOAuth2Adapter):
    """The exchange with the provider: allauth's, with the ID token verified and the claims cut down."""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        given = kwargs["response"].get("id_token")
        if not given:
            raise OAuth2Error("the provider gave no ID token")
        claims = self._decode_id_token(app, given)
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            told = self._fetch_user_info(token.token)
            if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, 5.3.2
                raise OAuth2Error("userinfo speaks of somebody else")
            claims = {**told, **claims}
        kept = {name: claims[name] for name in KEPT if name in claims}
        return self.get_provider().sociallogin_from_response(request, {"id_token": kept})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims
