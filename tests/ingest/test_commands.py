"""`manage.py parse_minutes` and `manage.py explain`: the doors for scripts and for whoever adds a dialect."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from meetings import ingest
from tests.ingest import golden

SAMPLE = golden.source(golden.FOLDER / "polweb" / "kulturudvalg")


def printed(*command: object, **options: object) -> str:
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def test_parse_minutes_prints_one_object_of_the_schema() -> None:
    schema = json.loads((Path(ingest.__file__).parent / "parsed-minutes.schema.json").read_text(encoding="utf-8"))
    parsed = json.loads(printed("parse_minutes", str(SAMPLE)))
    jsonschema.validate(parsed, schema)
    assert parsed["committee"] == "Kultur- og Fritidsudvalget"
    assert parsed["source"]["filename"] == SAMPLE.name


def test_a_municipality_that_is_given_counts() -> None:
    assert json.loads(printed("parse_minutes", str(SAMPLE), municipality="Samsø"))["municipality"] == "Samsø"


@pytest.mark.parametrize("command", ["parse_minutes", "explain"])
def test_a_missing_file_gives_one_line(command: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command(command, str(tmp_path / "nothing.txt"))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b" \n\n", "empty"),
        ("a.pdf", b"no pdf", "wrong_type"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported"),
    ],
)
def test_a_file_that_gives_no_text_is_refused_by_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=code):
        call_command("parse_minutes", str(tmp_path / name))


def test_explain_tells_for_each_line_its_field_and_rule() -> None:
    lines = printed("explain", str(SAMPLE)).splitlines()
    decision = next(line for line in lines if "Godkendt med den ændring" in line)
    assert "item 36: decision" in decision
    heading = next(line for line in lines if "36. Tilskud" in line and "title" in line)
    assert "heading (dotted)" in heading
    numbers = [int(line.split()[0]) for line in lines if line[:5].strip().isdigit()]
    assert numbers == list(range(1, len(numbers) + 1)), "every line of the document is told of"


def test_explain_prints_no_cpr_number(tmp_path: Path) -> None:
    file = tmp_path / "referat.md"
    file.write_text(
        "# Referat\n\n## Punkt 1: Sag om 150585-1230\n\n### Beslutning\n\nGodkendt for 150585-1230, måske.\n"
    )
    assert "150585-xxxx" in printed("explain", str(file))


def test_explain_shows_no_half_of_a_number_that_a_doubt_cuts(tmp_path: Path) -> None:
    file = tmp_path / "referat.md"
    told = "Sagen ligger stadig hos den, der har " + "x" * 31 + " og 150585-1230 som nummer."
    file.write_text(f"# Punkt 1: Sti\n\n## Beslutning\n\n{told}\n")
    said = printed("explain", str(file))
    assert "outcome_not_recognised" in said
    assert "150585-1" not in said
    assert "1230" not in printed("explain", str(file))
