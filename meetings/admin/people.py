"""Who logs in, and in which groups."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group

from meetings.models import User

from .audited import Audited

admin.site.unregister(Group)
# allauth's own pages: they show keys of second factors, and change accounts past the audit trail.
for kept_away in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(kept_away)


@admin.register(Group)
class AuditedGroupAdmin(Audited, GroupAdmin):
    pass


@admin.register(User)
class AuditedUserAdmin(Audited, UserAdmin):
    list_display = ["username", "first_name", "last_name", "role", "municipality", "is_active", "is_staff"]
    list_filter = ["role", "is_active", "is_staff", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["username", "first_name", "last_name", "email", "municipality__name"]
    autocomplete_fields = ["municipality"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Rolle", {"fields": ["role", "municipality", "is_active", "is_staff", "is_superuser"]}),
        ("Rettigheder", {"classes": ["collapse"], "fields": ["groups", "user_permissions"]}),
        ("Datoer", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["username", "usable_password", "password1", "password2"]}),
        ("Rolle", {"fields": ["role", "municipality", "is_staff"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
