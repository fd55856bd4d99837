"""Addresses of logins. The views are allauth's but for four; their names are those that allauth looks for."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, path, re_path

from . import logins
from .doors import shown_before_changed

urlpatterns: list[URLPattern] = [
    path("log-ind/", logins.LogIn.as_view(), name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path("adgangskode/sendt/", account.password_reset_done, name="account_reset_password_done"),
    # /konto/adgangskode/ny/1-d2f3ab-0c5e…/: the account and the one-time key of a mail
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("adgangskode/valgt/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("totrin/", logins.Account.as_view(), name="mfa_index"),
    path("totrin/log-ind/", mfa.authenticate, name="mfa_authenticate"),
    path("totrin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totrin/app/", shown_before_changed(totp.activate_totp), name="mfa_activate_totp"),
    path("totrin/app/fjern/", shown_before_changed(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("totrin/koder/", shown_before_changed(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "totrin/koder/nye/", shown_before_changed(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("totrin/noegler/", shown_before_changed(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("totrin/noegler/ny/", shown_before_changed(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("totrin/noegler/bekraeft/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("totrin/noegler/<int:pk>/fjern/", shown_before_changed(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("totrin/noegler/<int:pk>/navn/", shown_before_changed(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("eget/<slug:provider_id>/", logins.own_login, name="openid_connect_login"),
    path("eget/<slug:provider_id>/retur/", logins.own_login_done, name="openid_connect_callback"),
]
