"""Addresses of the whole site. The pages come last: their /<kommune>/ takes what nobody else did."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from .health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("sundhed", health, name="health"),
]
if find_spec("meetings.pages.search"):
    urlpatterns.append(path("", include("meetings.pages.urls")))
