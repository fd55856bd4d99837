"""The one app of the project, and its admin site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Referatarkivet"
    default = True

    def ready(self) -> None:
        import_module("meetings.access.signals")


class ArchiveAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site in the place of its own."""

    default = False
    default_site = "meetings.admin.site.ArchiveSite"

    def ready(self) -> None:
        super().ready()
        import_module("meetings.admin.registered")
