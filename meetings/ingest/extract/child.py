"""The child process that reads one file of a stranger's and ends: standard input -> standard output.

Forked by `child_server`, or run as `python -I child.py`; never a part of the process that asks. The first line of input
is JSON ({"task", "filename", …}), the rest the file's bytes. The answer is one line of JSON, {"document": …} or
{"error": [code, detail]}, with "peak", the most memory it held in kB; for the tasks "render" and "picture" the
picture's bytes follow it. The task "read" answers with what `understand` makes of the lines, and so does "understand",
whose bytes are lines in place of a file. Before the answer stands a line 'page 12' for each page of a PDF that it came
to, and 'page 0' after the last. Nothing is ever written to standard error: a traceback could hold personal data.
"""

from __future__ import annotations

import os
import sys

# Isolated mode knows neither the project nor its folder.
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "..")))

import heapq  # noqa: F401  what Counter would load when first asked
import importlib
import json
import resource
from typing import Any

from meetings.ingest.extract import EXTRACTORS, PDF, confine, extract, media_type_of
from meetings.ingest.extract.as_json import from_json, to_json
from meetings.ingest.extract.collect import refuse_overlong, refuse_wordless
from meetings.ingest.lines import Document
from meetings.ingest.problems import UnreadableFile

# Charsets that pages of Danish municipalities have been seen or may be expected in: loaded while that is possible.
CHARSETS = (
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "iso8859-15",
    "cp865",
    "cp437",  # names in zip files
    "cp850",
    "mac-roman",
    "ascii",
    "idna",
)


def main(server: int | None = None) -> None:
    """Do what standard input orders, answer, and end the process. server: who forked it, if anybody did."""
    held = confine.limit_resources()
    if server is not None and os.getppid() != server:
        os._exit(1)  # it died before the child was bound to die with it
    with open(0, "rb", closefd=False) as source:
        order = json.loads(source.readline(100_000))
        data = source.read()
    load_charsets()
    try:
        answer, picture = _do(order, data, held)
    except UnreadableFile as error:
        answer, picture = {"error": [error.code, error.detail[:300]]}, b""
    except (MemoryError, RecursionError) as error:
        answer, picture = {"error": ["too_complex", type(error).__name__]}, b""
    except Exception as error:  # the message may quote the file
        answer, picture = {"error": ["damaged", _where(error)]}, b""
    answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kB of memory; shared ones among them
    with open(1, "wb", closefd=False) as out:
        out.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + picture)
    os._exit(0)  # no clean-up of a broken library's state


def load_charsets() -> None:
    for charset in CHARSETS:
        "".encode(charset)


def _do(order: dict[str, Any], data: bytes, held: list[str]) -> tuple[dict[str, Any], bytes]:
    if order["task"] == "render":
        from meetings.ingest.extract import pdf_render

        held += confine.shut_in()
        return {"held": held}, pdf_render.page_picture(data, int(order["page"]), int(order["dpi"]))
    if order["task"] == "picture":
        from meetings.ingest.extract import pdf_picture

        held += confine.shut_in()
        return {"held": held}, pdf_picture.page_png(data, int(order["page"]), int(order["width"]))
    if order["task"] == "protections":
        held += confine.shut_in()
        return {"held": held, "leaks": confine.leaks(), "around": confine.surroundings()}, b""
    if order["task"] == "extract":
        return {"document": to_json(_lines(order, data, held)), "held": held}, b""
    from meetings.ingest import understand

    if order["task"] == "understand":
        held += confine.shut_in()
        document = from_json(json.loads(data.decode("utf-8", "surrogatepass")))
    else:
        document = refuse_overlong(refuse_wordless(_lines(order, data, held)))
    confine.limit_parsing(float(order["seconds"]))
    try:
        return {**understand.understood(document, order), "held": held}, b""
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # ours, and no fault of the file
        return {"error": ["failed", _where(error)]}, b""


def _lines(order: dict[str, Any], data: bytes, held: list[str]) -> Document:
    filename = str(order["filename"])
    media_type = media_type_of(data, filename)
    module = importlib.import_module(f"meetings.ingest.extract.{EXTRACTORS[media_type]}")
    held += confine.shut_in()
    if media_type == PDF:
        left_out = frozenset(map(int, order.get("left_out", ())))
        wordless = bool(order.get("wordless"))
        read: Document = module.extract(data, left_out=left_out, begun=_page_begun, wordless=wordless)
        return read
    return extract(data, filename)


def _page_begun(number: int, count: int) -> None:
    """Say which page is read, in case it is the last thing this process does, and bound what it may take."""
    os.write(1, b"page %d\n" % number)
    confine.limit_page(count if number else 1)


def _where(error: Exception) -> str:
    """The kind of error and the line of our code it came through; never its message."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


if __name__ == "__main__":
    main()
