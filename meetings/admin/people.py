"""Who logs in, and in which groups. A municipality's own users are looked after at the desk (clerk/users.py)."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from meetings.models import User

from .audited import Audited

admin.site.unregister(Group)
# allauth's own pages: they show keys of second factors, and change accounts past the audit trail.
for kept_away in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(kept_away)


@admin.register(Group)
class AuditedGroupAdmin(Audited, GroupAdmin):
    pass


# Who may do what stands on these: their changes are audited field by field.
POWERS = ("role", "municipality_id", "is_active", "is_staff", "is_superuser")


class AddForm(AdminUserCreationForm):
    """Without a user name: people log in with the address, and the account is called by it."""

    class Meta:
        model = User
        fields = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def save(self, commit: bool = True) -> User:
        self.instance.username = self.instance.email = self.cleaned_data["email"].lower()
        return super().save(commit)


@admin.register(User)
class AuditedUserAdmin(Audited, UserAdmin):
    add_form = AddForm
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
        (None, {"classes": ["wide"], "fields": ["email", "first_name", "last_name"]}),
        ("Rolle", {"fields": ["role", "municipality", "is_staff"]}),
        ("Adgangskode", {"fields": ["usable_password", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        before = User.objects.filter(pk=obj.pk).values(*POWERS).first() or dict.fromkeys(POWERS)
        super().save_model(request, obj, form, change)
        changed = {name: getattr(obj, name) for name in POWERS if before[name] != getattr(obj, name)}
        if changed:
            self.note(request, "change_role", obj, before={name: before[name] for name in changed}, after=changed)
