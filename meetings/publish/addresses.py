"""Addresses and names that hold also away from the site: in mails, feeds and calendars."""

from __future__ import annotations

import datetime
from functools import cache
from urllib.parse import quote, urlsplit

from django.conf import settings

BEGAN = 2026  # the year from which the site's name is ours, as tag: addresses want it told (RFC 4151)


def absolute(path: str) -> str:
    """'https://referater.example.dk/varde/' of '/varde/', as readers know the site."""
    return f"{settings.SITE_URL}{path}"


def host() -> str:
    return _host(settings.SITE_URL)


@cache
def _host(site: str) -> str:
    return urlsplit(site).hostname or "localhost"


def tag(path: str) -> str:
    """A name that never changes, of something whose address never does: 'tag:referater.example.dk,2026:/varde/'."""
    return f"tag:{host()},{BEGAN}:{quote(path, safe='/?=&%+-_.~')}"


def uid(path: str, *parts: object) -> str:
    """The same for calendars: 'varde-byraadet-2023-12-05-1@referater.example.dk'."""
    words = [path.strip("/").replace("/", "-"), *map(str, parts)]
    return f"{'-'.join(words)}@{host()}"


def utc(moment: datetime.datetime) -> str:
    """'2023-12-05T16:00:00Z'"""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
