"""Addresses of the clerk's desk. All of them stand behind a login and a rule of meetings.access."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import desk, reports

urlpatterns: list[URLPattern] = [
    path("bord/", desk.desk, name="desk"),
    path("bord/henvendelser/", reports.reports, name="desk_reports"),
    path("bord/henvendelser/<int:pk>/", reports.report, name="desk_report"),
    path("bord/henvendelser/<int:pk>/tag/", reports.take, name="desk_report_take"),
]
