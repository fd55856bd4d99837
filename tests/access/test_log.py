"""What was done, for administrators and auditors of the municipality: filters, pages, the table to take away."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from meetings.filing.audit import record
from meetings.models import AuditEntry
from tests.access.people import auditor, clerk, logged_in, municipality_admin
from tests.make import make_meeting, make_municipality

pytestmark = pytest.mark.django_db


def done(action: str = "correct", place: str = "Varde", **words: Any) -> AuditEntry:
    actor = words.pop("actor", None) or clerk(place)
    return record(action, actor=actor, municipality=make_municipality(place), **words)


def rows(client: Any, asked: str = "") -> list[str]:
    """What the page's table says, a string a row."""
    return [
        " ".join([entry.actor_name, entry.action, entry.target])
        for entry, _ in client.get(f"/bord/log/{asked}").context["entries"]
    ]


def test_an_auditor_sees_what_was_done_in_her_municipality_and_what_it_changed() -> None:
    meeting = make_meeting("Byrådet", municipality="Varde")
    done(target=meeting, before={"date": "2023-12-05"}, after={"date": "2023-12-06"}, reason="Læst forkert.")
    done("withdraw", "Slagelse")
    page = logged_in(auditor()).get("/bord/log/").content.decode()
    for words in ("Rettet", "Byrådet", "<del>05-12-2023</del>", "<ins>06-12-2023</ins>", "Læst forkert.", "Asta"):
        assert words in page
    assert "Trukket tilbage" not in page.split("<tbody>")[1]


def test_the_log_is_narrowed_by_action_person_thing_and_day() -> None:
    client = logged_in(municipality_admin())
    meeting = make_meeting("Byrådet", municipality="Varde")
    done("publish", target=meeting)
    done("correct", actor=clerk(name="birk"))
    with transaction.atomic(), connection.cursor() as cursor:  # yesterday's; nothing but a test can write it
        cursor.execute("ALTER TABLE meetings_auditentry DISABLE TRIGGER USER")
        old = done("withdraw")
        AuditEntry.objects.filter(pk=old.pk).update(at=timezone.now() - datetime.timedelta(days=1))
        cursor.execute("ALTER TABLE meetings_auditentry ENABLE TRIGGER USER")
    today = f"{timezone.localdate():%Y-%m-%d}"
    yesterday = f"{timezone.localdate() - datetime.timedelta(days=1):%Y-%m-%d}"
    assert len(rows(client)) == 3
    assert [row.split()[1] for row in rows(client, "?handling=publish")] == ["publish"]
    assert [row.split()[0] for row in rows(client, "?hvem=bir")] == ["Birk"]
    assert len(rows(client, "?hvad=byråd")) == 1
    assert [row.split()[1] for row in rows(client, f"?til={yesterday}")] == ["withdraw"]
    assert len(rows(client, f"?fra={today}")) == 2
    assert client.get("/bord/log/?fra=i+går&handling=%27").status_code == 200


def test_fifty_a_page_and_the_filter_goes_along() -> None:
    client = logged_in(municipality_admin())
    for _ in range(51):
        done()
    page = client.get("/bord/log/?handling=correct")
    assert len(page.context["entries"]) == 50
    assert "?handling=correct&amp;side=2" in page.content.decode()
    assert len(rows(client, "?handling=correct&side=2")) == 1


def test_the_table_holds_all_of_the_same_rows_and_no_formula() -> None:
    asta = clerk()
    asta.first_name, asta.last_name = "=HYPERLINK(1)", ""
    for _ in range(60):
        done(actor=asta, after={"title": "Ny titel"})
    done("withdraw", "Slagelse")
    answer = logged_in(auditor()).get("/bord/log/tabel.csv?handling=correct")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    table = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(table) == 61
    assert table[1][1:4] == ["'=HYPERLINK(1)", "rettet", "Varde"]
    assert "Ny titel" in table[1][7]


@pytest.mark.parametrize("sql", ["UPDATE meetings_auditentry SET reason = ''", "DELETE FROM meetings_auditentry"])
def test_nobody_changes_what_was_written(sql: str) -> None:
    done()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(sql)


def test_nobody_empties_the_log() -> None:
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE meetings_auditentry")


def test_a_clerk_does_not_read_the_log() -> None:
    client = logged_in(clerk())
    assert client.get("/bord/log/").status_code == 403
    assert client.get("/bord/log/tabel.csv").status_code == 403
