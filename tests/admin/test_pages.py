"""Every page of the admin opens, in few queries however much there is, and carries nothing that the CSP forbids."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from meetings.filing.intake import ingest_file
from meetings.models import AuditEntry, Item, Meeting, Municipality, User, packed
from tests.admin.forms import page_of, save
from tests.papers import Point, paper

pytestmark = pytest.mark.django_db

# Bits are made anew from the search rows at any time; there is nothing in them for a person to look at.
MODELS = [model for model in apps.get_app_config("meetings").get_models() if model.__module__ != packed.__name__]


def address(model: Any) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def test_every_model_is_registered_with_search_and_filters() -> None:
    for model in MODELS:
        page = admin.site._registry[model]
        assert page.search_fields, model
        assert page.list_filter or model._meta.model_name in {"party"}, model


def test_every_list_and_page_opens(staff: Client, item: Item) -> None:
    save(staff, item, title="Rettet")
    for model in MODELS:
        assert staff.get(address(model)).status_code == 200, model
        assert staff.get(f"{address(model)}?q=cykelsti").status_code == 200, model
        row = model._default_manager.first()
        if row is not None:
            assert staff.get(page_of(row)).status_code == 200, model
            assert staff.get(page_of(row).replace("change", "history")).status_code == 200, model


def test_lists_do_not_ask_once_a_row(staff: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    for month in range(1, 9):
        points = [Point(f"Sag {n} i måned {month}", case=f"23/{month}{n}", absent="Bent Holm") for n in range(6)]
        ingest_file(paper(*points, date=f"05-0{month}-2023"), f"{month}.md", publish=True)
    for model in MODELS:
        with django_assert_max_num_queries(14):
            assert staff.get(address(model)).status_code == 200


def test_pages_of_long_meetings_do_not_either(staff: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    points = [Point(f"Sag {n}", case=f"23/{n}", absent="Bent Holm", attachments=["Kort"]) for n in range(30)]
    ingest_file(paper(*points), "a.md")
    for row in (Meeting.objects.get(), Item.objects.first(), Item.objects.first().decisions.get()):
        with django_assert_max_num_queries(24):
            assert staff.get(page_of(row)).status_code == 200


def test_no_page_carries_inline_scripts_or_styles(staff: Client, item: Item) -> None:
    pages = ["/admin/", *(address(model) for model in MODELS), page_of(item), page_of(item.meeting)]
    for page in pages:
        answer = staff.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        html = answer.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\ssrc=)(?![^>]*application/json)", html), page


def test_the_front_page_tells_what_was_done(staff: Client, item: Item) -> None:
    save(staff, item, title="Cykelsti langs Lundgade")
    html = staff.get("/admin/").content.decode()
    assert "Rettet" in html
    assert "Asta Krogh" in html
    assert "Intet: alt er læst og afgjort." in html


def test_other_changes_are_in_the_audit_trail_too(staff: Client, boss: User) -> None:
    place = Municipality.objects.get(name="Varde")
    save(staff, place, official_name="Varde Kommune (ny)")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.actor, entry.municipality) == ("change", "Varde", boss, place)


def test_the_front_page_has_every_list_once(staff: Client) -> None:
    page = staff.get("/admin/").content.decode()
    contents = page.partition('id="content-main"')[2].partition('id="content-related"')[0]
    lists = re.findall(r'<th scope="row"><a href="([^"]+)"', contents)
    assert sorted(lists) == sorted(map(address, admin.site._registry))
