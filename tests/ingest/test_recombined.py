"""Wordings in combinations that no sample holds: every fact is right, and nothing is left unread.

The documents come from bench/recombined.py, which also sets them as PDF and DOCX.
"""

from __future__ import annotations

import pytest

from bench.recombined import Made, documents, facts_of
from meetings.ingest import read_minutes


@pytest.mark.parametrize("made", documents(40), ids=lambda made: made.lines[0].replace("\n", " ")[:40])
def test_every_fact_is_right_by_construction(made: Made) -> None:
    read = read_minutes("\n\n".join(made.lines).encode(), "referat.txt")
    found = facts_of(read.as_json())
    assert {name: found.get(name) for name in made.facts} == made.facts
    assert read.unread == ()
    assert {warning.code for warning in read.warnings} <= {"no_municipality", "unknown_layout", "absence_partly"}
