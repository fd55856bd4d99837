"""`manage.py ingest` and `manage.py reparse`, as somebody at a terminal meets them."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from io import StringIO
from pathlib import Path

import psutil
import pytest
from django.core.management import CommandError, call_command

from meetings.filing import corrections
from meetings.filing.folders import Found
from meetings.filing.many_files import Task, file_all
from meetings.models import Item, Meeting, Municipality, SourceDocument
from tests.papers import BATHS, CYCLE_PATH, paper

pytestmark = pytest.mark.django_db


def run(*words: object, fails: bool = False, command: str = "ingest") -> str:
    out = StringIO()
    if fails:
        with pytest.raises(SystemExit) as ended:
            call_command(command, *map(str, words), stdout=out)
        assert ended.value.code == 1
    else:
        call_command(command, *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Minutes of two municipalities, one broken file, and what lies beside documents in folders."""
    files = {
        "Køge/2023-12-05.md": paper(CYCLE_PATH, municipality=""),
        "Køge/2024/2024-01-09.md": paper(BATHS, date="09-01-2024", municipality=""),
        "Varde/referat.txt": paper(CYCLE_PATH),
        "Varde/broken.pdf": b"%PDF-1.7 cut off",
        "Varde/.hidden.md": paper(),
        "Varde/README.md": b"About these files",
        "Varde/tal.csv": b"1;2",
        ".git/objects.md": paper(),
    }
    for name, data in files.items():
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "papers"


def test_a_folder_goes_in_and_one_bad_file_stops_nobody(folder: Path) -> None:
    told = run(folder, "--publish", fails=True)
    assert Meeting.objects.published().count() == 3
    assert "Varde · Teknik- og Miljøudvalget · 2023-12-05 · 1 items · published" in told
    assert set(
        Municipality.objects.filter(committees__meetings__status="published").values_list("name", flat=True)
    ) == {"Køge", "Varde"}
    lines = told.splitlines()
    assert "7 files: 3 new, 3 skipped, 1 failed" in lines[-1]
    assert sum(line.startswith("new ") for line in lines) == 3
    assert any(line.startswith("failed") and "broken.pdf" in line for line in lines)
    assert any("tal.csv" in line and "no known document type" in line for line in lines)
    assert SourceDocument.objects.exclude(outcome="ok").count() == 1


def test_a_second_run_changes_nothing_and_says_so(folder: Path) -> None:
    (folder / "Varde/broken.pdf").unlink()
    run(folder)
    told = run(folder)
    assert "3 unchanged, 3 skipped" in told
    assert Meeting.objects.count() == 3


def test_a_municipality_that_is_named_outranks_folders_and_texts(folder: Path) -> None:
    run(folder, "--municipality", "ribe" if Municipality.objects.named("ribe").exists() else "esbjerg", fails=True)
    assert {str(meeting.committee.municipality) for meeting in Meeting.objects.all()} == {"Esbjerg"}


def test_a_municipality_that_is_none_is_an_error_with_a_hint(folder: Path) -> None:
    with pytest.raises(CommandError, match="Did you mean Varde"):
        run(folder, "--municipality", "Vardee")
    assert not SourceDocument.objects.exists()


def test_a_folder_brings_its_invented_municipalities(folder: Path) -> None:
    (folder / "Varde").rename(folder / "Åbyholm")
    table = "code,name,region,official_name\n9001,Åbyholm,Region Opdigtet,Åbyholm Kommune\n0573,Varde,,\n"
    (folder / "municipalities.csv").write_text(table, encoding="utf-8")
    run(folder, fails=True)
    place = Municipality.objects.get(name="Åbyholm")
    assert place.invented
    assert place.committees.get().meetings.count() == 1
    assert not Municipality.objects.get(name="Varde").invented
    assert Municipality.objects.count() == 99


def test_a_path_that_is_not_there_fails_alone(folder: Path) -> None:
    told = run(folder / "nowhere.md", folder / "Varde/referat.txt", fails=True)
    assert "1 new, 1 failed" in told


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "README"
    path.write_bytes(paper())
    assert "1 new" in run(path)


def test_reparse_reads_again_and_leaves_corrections(folder: Path) -> None:
    run(folder / "Varde/referat.txt")
    corrections.correct(Item.objects.get(), {"title": "Rettet titel"}, actor=None)
    assert "1 unchanged" in run("--all", command="reparse")
    assert Item.objects.get().title == "Rettet titel"
    sha256 = SourceDocument.objects.get().sha256
    assert "1 unchanged" in run(sha256[:10], command="reparse")
    with pytest.raises(CommandError):
        run("abc", command="reparse")
    with pytest.raises(CommandError):
        run(command="reparse")


def test_reparse_of_the_failed_reads_what_can_be_read_now(folder: Path) -> None:
    run(folder / "Varde/referat.txt")
    document = SourceDocument.objects.get()
    SourceDocument.objects.update(outcome="failed", meeting=None, version=None)
    Meeting.objects.all().delete()
    assert "1 changed" in run("--failed", command="reparse")
    document.refresh_from_db()
    assert document.outcome == "ok"


def test_a_lost_original_fails_and_the_others_are_read(folder: Path) -> None:
    run(folder, fails=True)
    SourceDocument.objects.filter(filename="referat.txt").get().path.unlink()
    told = run("--all", command="reparse", fails=True)
    assert "2 unchanged" in told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(sys.platform != "linux", reason="who reads a pipe is looked up in /proc")
def test_a_process_that_dies_over_a_file_costs_that_file_alone(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for month in range(1, 7):
        (papers / f"{month}.md").write_bytes(paper(CYCLE_PATH, date=f"05-{month:02}-2023"))
    deadly = papers / "3a.md"
    os.mkfifo(deadly)
    threading.Thread(target=kill_readers, args=(deadly,), daemon=True).start()
    tasks = [Task(Found(path)) for path in sorted(papers.iterdir())]
    results = list(file_all(tasks, 2))
    deadly.unlink()
    assert [Path(result.path).name for result in results] == [task.found.path.name for task in tasks]
    assert results.pop(3).status == "failed"
    # A file that another process had just filed, and could not tell before it was ended too, is found filed already.
    assert sorted(result.status for result in results) in (["new"] * 6, [*["new"] * 5, "unchanged"])
    assert Meeting.objects.count() == 6


def kill_readers(pipe: Path) -> None:
    """Whichever child of this process opens the pipe is killed."""
    while pipe.exists():
        with open(pipe, "wb"):  # waits until somebody reads
            for child in psutil.Process().children():
                with contextlib.suppress(OSError):
                    if any(os.path.realpath(one) == str(pipe) for one in Path(f"/proc/{child.pid}/fd").iterdir()):
                        child.kill()
