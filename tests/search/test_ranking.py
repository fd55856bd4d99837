"""The order of answers never gets worse by a change: held against judged searches (bench/ranking.py)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from bench.ranking import judged, ndcg

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
# As recorded in docs/search.md. A change that raises a figure writes it anew here and there.
DEMO, REAL = 0.995, 1.000

pytestmark = pytest.mark.django_db


def scored(name: str, found: dict[str, list[str]]) -> dict[str, float]:
    grades = judged(name)
    assert len(grades) >= 30
    return {query: ndcg(found[query], grades[query]) for query in grades}


def first_answers(client: Client, query: str) -> list[str]:
    """The addresses on the first page, in their order."""
    return [urlsplit(item["url"]).path for item in client.get("/soeg.json", {"q": query}).json()["items"]]


def test_the_order_on_the_demonstration(client: Client) -> None:
    call_command("ingest", ROOT / "demo", publish=True)
    scores = scored("demo", {query: first_answers(client, query) for query in judged("demo")})
    mean = sum(scores.values()) / len(scores)
    assert len(scores) >= 60
    assert mean >= DEMO - 0.0005, f"{mean:.4f}: {sorted(scores.items(), key=lambda one: one[1])[:12]}"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the minutes of ../shared/seeds are not on this machine")
def test_the_order_on_real_minutes(client: Client) -> None:
    call_command("ingest", SEEDS, publish=True)
    found = {query: [named(address) for address in first_answers(client, query)] for query in judged("real")}
    scores = scored("real", found)
    mean = sum(scores.values()) / len(scores)
    assert mean >= REAL - 0.0005, f"{mean:.4f}: {sorted(scores.items(), key=lambda one: one[1])[:12]}"


def named(address: str) -> str:
    """'varde punkt-2'"""
    parts = address.strip("/").split("/")
    return f"{parts[0]} {parts[-1]}"
