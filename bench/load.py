"""Fill an empty archive with N made-up items, through COPY: python -m bench.load 100000

Works on the database of DATABASE_URL, which must hold no meetings. Vectors are made by the code of the archive itself,
amounts found by it; compounds are taken apart by what every twentieth
item teaches. Members and who sat where are made in the database (bench.people).
"""

from __future__ import annotations

import datetime
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.db import connection  # noqa: E402

from bench import people  # noqa: E402
from bench.corpus import COMMITTEES, ITEMS_A_MEETING, WDANISH, MadeItem, items  # noqa: E402
from meetings.filing import item_counts, packing, words  # noqa: E402
from meetings.filing.vectors import Vectors  # noqa: E402
from meetings.language.amounts import largest  # noqa: E402
from meetings.language.case_numbers import normalise  # noqa: E402
from meetings.language.compounds import Lexicon  # noqa: E402
from meetings.language.parties import party  # noqa: E402
from meetings.models import Committee, Meeting, Municipality  # noqa: E402

TABLES = {
    "meetings_meeting": "id, committee_id, date, kind, sequence, place, status, withdrawal_reason, created_at,"
    " published_at",
    "meetings_case": "id, municipality_id, number, normalised",
    "meetings_item": "id, meeting_id, position, number, slug, title, kind, closed, case_id, case_number,"
    " document_number",
    "meetings_section": "item_id, position, heading, role, text",
    "meetings_decision": "item_id, position, body, committee_id, date, outcome, recognised, own, text, note",
    "meetings_attachment": "item_id, position, title, document_number",
    "meetings_searchitem": "item_id, date, year, municipality_id, committee_id, document_kind, kind, outcome, closed,"
    " has_attachments, parties, max_amount, case_number, title, body, vector, exact",
}


def load(count: int) -> None:
    if Meeting.objects.exists():
        raise SystemExit("The database already holds meetings; take an empty one.")
    started = time.monotonic()
    municipalities = list(Municipality.objects.filter(invented=False).order_by("code").values_list("pk", flat=True))
    committees = {
        (place, index): Committee.objects.create(municipality_id=place, name=name).pk
        for place in municipalities
        for index, name in enumerate(COMMITTEES)
    }
    connection.close()
    lexicon = _taught(count, len(municipalities))
    print(f"{len(lexicon.learnt)} parts of words learnt after {time.monotonic() - started:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        step = max(ITEMS_A_MEETING, count // 20 // ITEMS_A_MEETING * ITEMS_A_MEETING)
        jobs = [
            (first, min(first + step, count), count, municipalities, committees, lexicon, f"{folder}/{first}")
            for first in range(0, count, step)
        ]
        with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
            parts = pool.map(_write, jobs, chunksize=1)
        of_danish = "with" if WDANISH.exists() else "without"
        print(f"{count} items made in {time.monotonic() - started:.0f} s, {of_danish} the words of wdanish", flush=True)
        _copy(parts)
        words.learn()
        words.settled()
        packing.begin_anew()
        print(f"{packing.settle()} items packed after {time.monotonic() - started:.0f} s", flush=True)
    print(f"loaded and indexed after {time.monotonic() - started:.0f} s")


def _taught(count: int, municipalities: int) -> Lexicon:
    parts = range(0, count, ITEMS_A_MEETING * 20)
    made = (item for at in parts for item in items(at, at + ITEMS_A_MEETING, of=count, municipalities=municipalities))
    return words.taught((item.title, f"{item.decision}\n{item.recommendation}\n{item.text}") for item in made)[1]


def _write(job: tuple[int, int, int, list[int], dict[tuple[int, int], int], Lexicon, str]) -> str:
    first, last, of, municipalities, committees, lexicon, folder = job
    Path(folder).mkdir()
    files = {table: open(f"{folder}/{table}", "w", encoding="utf-8") for table in TABLES}  # noqa: SIM115
    now = datetime.datetime.now(datetime.UTC).isoformat()
    for item in items(first, last, of=of, municipalities=len(municipalities)):
        place = municipalities[item.municipality]
        committee = committees[place, item.committee]
        meeting = item.number // ITEMS_A_MEETING + 1
        pk, position = item.number + 1, item.number % ITEMS_A_MEETING + 1
        if position == 1 or item.number == first:
            row = (meeting, committee, item.date, "minutes", meeting % 30_000 + 1, "", "published", "", now, now)
            files["meetings_meeting"].write(_line(*row))
        files["meetings_case"].write(_line(pk, place, item.case_number, f"{normalise(item.case_number)}"))
        files["meetings_item"].write(
            _line(
                pk, meeting, position, position, position, item.title, item.kind, item.closed, pk, item.case_number, ""
            )
        )
        if not item.closed:
            files["meetings_section"].write(_line(pk, 1, "Sagsfremstilling", "background", item.text))
            files["meetings_section"].write(_line(pk, 2, "Indstilling", "recommendation", item.recommendation))
            decided = (pk, 1, COMMITTEES[item.committee], committee, item.date, item.outcome)
            files["meetings_decision"].write(_line(*decided, True, True, item.decision, ""))
        if item.attachment and not item.closed:
            files["meetings_attachment"].write(_line(pk, 1, item.attachment, ""))
        files["meetings_searchitem"].write(_search_row(item, pk, place, committee, lexicon))
    for file in files.values():
        file.close()
    return folder


def _search_row(item: MadeItem, pk: int, place: int, committee: int, lexicon: Lexicon) -> str:
    vectors = Vectors(lexicon)
    vectors.add(item.title, "A")
    passages = [] if item.closed else [item.decision, item.recommendation, item.text]
    for text, weight in zip(passages, "BCD", strict=False):
        vectors.add(text, weight)  # type: ignore[arg-type]
    if item.attachment and not item.closed:
        passages.append(item.attachment)
        vectors.add(item.attachment, "D")
    vectors.add(item.case_number, "D")
    vectors.add(f"Byen {COMMITTEES[item.committee]}", "D", phrases=False)
    body = "\n\n".join(passages)
    amount, parties = largest(body), [] if item.closed else sorted({party(one) for one in item.parties})
    return _line(
        pk, item.date, item.date.year, place, committee, "minutes", item.kind, "" if item.closed else item.outcome,
        item.closed, bool(item.attachment) and not item.closed,
        "{" + ",".join(f'"{party}"' for party in parties) + "}" if parties else None, amount,
        normalise(item.case_number), item.title, body, vectors.vector, vectors.exact,
    )  # fmt: skip


def _line(*values: object) -> str:
    escaped = (
        r"\N"
        if value is None
        else str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n").replace("\r", " ")
        for value in values
    )
    return "\t".join(escaped) + "\n"


def _copy(folders: list[str]) -> None:
    """Indexes are dropped and made again: building them once costs a tenth of keeping them up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'meetings_searchitem'"
            " AND indexname LIKE 'search_%%'"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET session_replication_role = replica")  # keys are right by construction
        cursor.execute("CREATE TEMPORARY TABLE new_case (LIKE meetings_case)")
        for table, columns in TABLES.items():
            into = "new_case" if table == "meetings_case" else table
            for folder in folders:
                with (
                    cursor.copy(f"COPY {into} ({columns}) FROM STDIN") as copy,
                    open(f"{folder}/{table}", "rb") as file,
                ):
                    while block := file.read(1 << 20):
                        copy.write(block)
        _settle_cases(cursor)
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in TABLES:
            if table != "meetings_searchitem":
                cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])
        item_counts.count_items()
        people.fill(cursor)
        cursor.execute("VACUUM ANALYZE")


def _settle_cases(cursor: object) -> None:
    """One case for each number of a municipality, and its items tied to it."""
    cursor.execute(  # type: ignore[attr-defined]
        "INSERT INTO meetings_case SELECT DISTINCT ON (municipality_id, normalised) * FROM new_case;"
        " CREATE TEMPORARY TABLE same AS SELECT n.id AS item, c.id AS settled FROM new_case n"
        " JOIN meetings_case c USING (municipality_id, normalised) WHERE n.id <> c.id;"
        " UPDATE meetings_item SET case_id = settled FROM same WHERE item = meetings_item.id"
    )


if __name__ == "__main__":
    load(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
