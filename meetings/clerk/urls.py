"""Addresses of the clerk's desk. All of them stand behind a login and a rule of meetings.access."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import desk

urlpatterns: list[URLPattern] = [
    path("bord/", desk.desk, name="desk"),
]
