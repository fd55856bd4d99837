"""Addresses of the whole site. The pages come last: their /<kommune>/ takes what nobody else did."""

from django.contrib import admin
from django.urls import include, path

from .health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("meetings.access.urls")),
    path("sundhed", health, name="health"),
    path("", include("meetings.clerk.urls")),
    path("", include("meetings.publish.urls")),
    path("", include("meetings.pages.urls")),
]

handler400 = "meetings.pages.errors.bad_request"
handler403 = "meetings.pages.errors.forbidden"
handler404 = "meetings.pages.errors.not_found"
