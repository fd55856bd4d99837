"""The 98 municipalities and the letters of the parties, from meetings/reference/."""

import csv
import re
from pathlib import Path

from django.db import migrations

from meetings.language.sorting import address, sort_key

REFERENCE = Path(__file__).resolve().parent.parent / "reference"


def _rows(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    municipality = apps.get_model("meetings", "Municipality")
    municipality.objects.bulk_create(
        [
            municipality(
                code=row["code"],
                name=row["name"],
                official_name=row["official_name"],
                region=row["region"],
                slug=address(row["name"]),
                sort_key=sort_key(row["name"]),
            )
            for row in _rows("municipalities.csv")
        ],
        ignore_conflicts=True,
    )
    party = apps.get_model("meetings", "Party")
    party.objects.bulk_create(
        [
            party(
                letter=row["letter"],
                name=row["name"],
                abbreviation=row["abbrev"],
                note=_note(re.findall(r"\b20\d\d\b", row["verified_years_note"])),
            )
            for row in _rows("parties.csv")
        ],
        ignore_conflicts=True,
    )


def _note(years):
    return f"Bogstavet er set i: {', '.join(sorted(set(years)))}" if years else ""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    # Backwards: the rows stay, since others may point to them; forwards again changes nothing.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
