"""Rules of the house that are about templates: nothing inline that the policy refuses, no queries."""

from __future__ import annotations

import re

import pytest

from .test_files import ROOT, text_of

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

FORBIDDEN = {
    "an inline style": r"<style\b|\sstyle\s*=",
    # A block of data is not run: <script type="application/ld+json">…</script>
    "an inline script": r"<script(?![^>]*(\ssrc=|type=\"application/(ld\+)?json\"))[^>]*>",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "an address of a script": r"javascript:",
    "something fetched from elsewhere": r"<(script|link|img|iframe|source)\b[^>]*\b(src|href)\s*=\s*[\"'](https?:)?//",
    # It may hold a person's number: `shown_name` or `public_name`.
    "a file's name as it was sent": r"\.filename\b",
    # What a view has prefetched may be walked with .all; that lists make no further queries is counted in tests/pages.
    "a query of its own": r"\.objects\b|_set\b|\.(filter|exists|order_by|select_related|distinct)\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    assert TEMPLATES
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}" for path in TEMPLATES if (match := pattern.search(text_of(path)))
    ]
    assert found == []
