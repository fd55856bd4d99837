"""The same minutes in every format and setting that our makers know: python -m bench.variants [--only FORMAT] [--all]

Every golden sample and demo document is taken as blocks (headings, paragraphs, lists, tables), made into PDF, DOCX and
HTML in every style, and into Markdown and text; each file is read by `read_minutes`, and its facts are compared with
those of the document it was made from (a golden sample's minutes.json). A fact is one value: the cover's fields, the
number of items, and of each item its title, case number, whether it is closed, its sections' headings, its decisions
and its attachments.
The samples take turns at the styles; with --all each is set in every style, which takes some minutes. Those whose
headings are marked are counted apart from those that are lines alone: of the latter nothing but their words tells a
heading from a paragraph once they are set in a page, which no real export does, so they are the harder half by far.

This measures the readers of files and not the rules: what the rules miss in the source, they may miss in every variant.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from meetings.ingest import read_minutes
from tests.extract.makers.as_docx import Style as DocxStyle
from tests.extract.makers.as_docx import as_docx
from tests.extract.makers.as_html import Style as HtmlStyle
from tests.extract.makers.as_html import as_html
from tests.extract.makers.as_pdf import Style as PdfStyle
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import Block, long_table
from tests.extract.test_docx import STYLES as DOCX
from tests.extract.test_html import STYLES as HTML
from tests.extract.test_pdf import STYLES as PDF

ROOT = Path(__file__).resolve().parent.parent
EACH = 6  # documents of each style
COVER = ("municipality", "committee", "document_kind", "date", "start_time", "place", "participants", "absent")

# '**Indstilling**' alone on its line
_BOLD = re.compile(r"\*\*[^*]+\*\*")
# '*Sagsnr. 2018-0034411*', '*Teknisk Udvalg 9. oktober 2018:* Anbefales.'
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])")
# '# Punkt 3: Valg' · '- at planen godkendes' · '2. at der følges op' · '| År | Beløb |'
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"[-*•]\s+(.*)")
_ROW = re.compile(r"\|(.*)\|\s*")
# 'Indholdsfortegnelse', 'INDHOLDSFORTEGNELSE:'
_CONTENTS = re.compile(r"indhold(?:sfortegnelse)?:?", re.I)
# 'Godkendelse af dagsorden.....\t3', '2 Frigivelse af anlægsmidler   3'
_ENTRY = re.compile(r".*(?:\.{3,}|…|\s)\s*\d{1,3}")
# '## Sagsfremstilling', 'Resumé:', 'SAGENS INDHOLD': where a table may stand
_STORY = re.compile(r"(?:sagsfremstilling|sagsresum[eé]|resum[eé]|sagens indhold|baggrund):?", re.I)

Maker = Callable[[list[Block], str], bytes]  # from blocks, and the name of the body whose minutes they are


def sources() -> list[Path]:
    golden = ROOT.glob("tests/golden/*/*/source.*")
    demo = (path for path in ROOT.glob("demo/*/*") if path.suffix in (".md", ".txt"))
    return [*sorted(golden), *sorted(demo)]


def blocks(text: str, *, markdown: bool) -> list[Block]:
    """The text as blocks. Each line of a plain text is a paragraph: what a line is, its layout says to the rules."""
    found: list[Block] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        plain = _EMPHASIS.sub(r"\1", line.replace("**", "")) if markdown else line
        if markdown and set(plain) <= set("-*_ "):
            continue  # a rule across the page
        if markdown and (match := _HEADING.fullmatch(plain)):
            found.append(Block("item" if len(match[1]) == 1 else "section", match[2]))
        elif markdown and _BOLD.fullmatch(line):
            found.append(Block("section", plain))
        elif markdown and (match := _ROW.fullmatch(plain)):
            cells = tuple(cell.strip() for cell in match[1].split("|"))
            if not all(set(cell) <= set("-: ") for cell in cells):
                rows = found.pop().rows if found and found[-1].kind == "table" else ()
                found.append(Block("table", rows=(*rows, cells)))
        elif markdown and (match := _BULLET.fullmatch(plain)):
            points = found.pop().points if found and found[-1].kind == "bullets" else ()
            found.append(Block("bullets", points=(*points, match[1])))
        else:
            found.append(Block("text", plain))
    return found


def is_marked(text: str) -> bool:
    """Whether the text marks its headings, as Markdown does."""
    return bool(re.search(r"^(?:#{1,6} |\*\*[^*]+\*\*$)", text, re.MULTILINE))


def as_text(parts: list[Block], *, markdown: bool, blank: bool) -> bytes:
    marks = {"item": "# ", "section": "## "} if markdown else {}
    lines: list[str] = []
    for part in parts:
        if part.kind == "bullets":
            lines += [f"- {point}" for point in part.points]
        elif part.kind == "table":
            lines += ["| " + " | ".join(row) + " |" if markdown else " | ".join(row) for row in part.rows]
        else:
            lines.append(marks.get(part.kind, "") + part.text)
        lines += [""] if blank else []
    return "\n".join(lines).encode()


def wrapped(parts: list[Block], *, blank: bool) -> bytes:
    """As text whose paragraphs are broken at 72 characters, as programs print it that know no paragraphs."""
    lines = as_text(parts, markdown=False, blank=False).decode().split("\n")
    broken = [textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) or [line] for line in lines]
    return "\n".join(line for paragraph in broken for line in (*paragraph, *([""] if blank else []))).encode()


def paged(parts: list[Block]) -> bytes:
    """As text with a page's foot and head after every eleven lines."""
    lines = as_text(parts, markdown=False, blank=False).decode().split("\n")
    return "\n\n".join(
        f"{line}\n\nSide {n // 11 + 1} af 19\n\nReferat for udvalgets møde" if n % 11 == 10 else line
        for n, line in enumerate(lines)
    ).encode()


def without_contents(parts: list[Block]) -> list[Block]:
    """The minutes without their list of contents, where they have one."""
    begin = next((n for n, part in enumerate(parts) if _CONTENTS.fullmatch(part.text)), len(parts))
    end = n = begin
    for n, part in enumerate(parts[begin + 1 :], begin + 1):
        if part.kind == "table" or _ENTRY.fullmatch(part.text):
            end = n
        elif part.kind != "text" or n > end + 2:  # an entry may go over two lines
            break
    return parts[:begin] + parts[end + 1 :]


def with_long_table(parts: list[Block]) -> list[Block]:
    """A table of 90 rows after the first paragraph of the first account of a case."""
    (table,) = (part for part in long_table(90) if part.kind == "table")
    for n, part in enumerate(parts[:-1], 1):
        if _STORY.fullmatch(part.text) and parts[n].kind == "text":
            return [*parts[: n + 1], table, *parts[n + 1 :]]
    return parts


def formats() -> Iterator[tuple[str, str, Maker]]:
    """Format (the file's ending), the style's name, and its maker."""
    yield "txt", "no blank lines", lambda parts, _: as_text(parts, markdown=False, blank=False)
    yield "txt", "blank lines", lambda parts, _: as_text(parts, markdown=False, blank=True)
    yield "txt", "wrapped, no blank lines", lambda parts, _: wrapped(parts, blank=False)
    yield "txt", "wrapped", lambda parts, _: wrapped(parts, blank=True)
    yield "txt", "page numbers between", lambda parts, _: paged(parts)
    yield "md", "headings marked", lambda parts, _: as_text(parts, markdown=True, blank=True)
    plain = {
        "headings as text": DocxStyle(headings="text"),
        "nothing but breaks": DocxStyle(headings="text", breaks=True),
    }
    for name, docx in (DOCX | plain).items():
        yield "docx", name, lambda parts, _, style=docx: as_docx(parts, style)  # type: ignore[misc]
    unmarked = {
        "headings as text": HtmlStyle(headings="text"),
        "nothing but breaks": HtmlStyle(headings="text", breaks=1),
    }
    for name, html in (HTML | unmarked).items():
        yield "html", name, lambda parts, _, style=html: as_html(parts, style)  # type: ignore[misc]
    for name, pdf in (PDF | {"headings set as text": PdfStyle(plain_headings=True)}).items():
        yield "pdf", name, lambda parts, body, style=pdf: as_pdf(parts, headed(style, body))  # type: ignore[misc]
    yield "pdf", "no contents", lambda parts, _: as_pdf(without_contents(parts), PdfStyle(page_per_item=False))
    yield "pdf", "a table over three pages", lambda parts, _: as_pdf(with_long_table(parts))


def headed(style: PdfStyle, body: str) -> PdfStyle:
    """Where pages have a header it names the body that met."""
    return replace(style, header=f"Lindeby Kommune - {body}") if style.header else style


def facts(read: dict[str, Any]) -> dict[str, str]:
    """Each fact by its name. White space is one blank: where lines break is the paper's matter."""
    found = {field: read[field] for field in COVER} | {"number of items": len(read["items"])}
    for n, item in enumerate(read["items"]):
        for field in ("number", "title", "case_number", "closed"):
            found[f"item {field}:{n}"] = item[field]
        found[f"item sections:{n}"] = [section["heading"] for section in item["sections"]]
        found[f"item attachments:{n}"] = [attachment["title"] for attachment in item["attachments"]]
        found[f"item outcomes:{n}"] = [(one["body"], one["date"], one["outcome"]) for one in item["decisions"]]
        found[f"item decision text:{n}"] = [_plain(one["text"]) for one in item["decisions"]]
    return {name: _plain(str(value)) for name, value in found.items()}


def _plain(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", help="one format: txt, md, docx, html or pdf")
    parser.add_argument("--all", action="store_true", help="each sample in each setting")
    options = parser.parse_args()
    only = options.only
    truths = {}
    for path in sources():
        golden = path.with_name("minutes.json")
        truths[path] = facts(
            json.loads(golden.read_text()) if golden.exists() else read_minutes(path.read_bytes(), path.name).as_json()
        )
    paths, turn = list(truths), 0
    rows: dict[tuple[str, str], list[list[int]]] = defaultdict(lambda: [[0, 0, 0, 0], [0, 0, 0, 0]])
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for ending, style, make in formats():
        if only and ending != only:
            continue
        for _ in range(len(paths) if options.all or ending in ("txt", "md") else EACH):
            path = paths[turn % len(paths)]
            turn += 1
            truth, text = truths[path], path.read_text(encoding="utf-8")
            marked = is_marked(text)
            row = rows[ending, style][marked]
            row[0] += 1
            try:
                data = make(blocks(text, markdown=marked), truth["committee"])
                given = path.with_name("given.txt")
                whose = given.read_text().strip() if given.exists() else None
                read = facts(read_minutes(data, f"{path.stem}.{ending}", municipality=whose).as_json())
            except Exception as error:
                row[3] += 1
                read = {}
                wrong[ending][f"not read: {type(error).__name__} ({path.parent.name}, {style})"] += 1
            missed = [name for name, value in truth.items() if read.get(name) != value]
            row[1] += len(truth) - len(missed)
            row[2] += len(truth)
            kinds = Counter(name.partition(":")[0] for name in missed)
            wrong[ending].update(kinds)
            if len(missed) > len(truth) / 2:
                kind = "marked" if marked else "lines"
                print(f"mostly lost ({kind}): {ending}, {style}: {path.parent.name}/{path.name}", file=sys.stderr)
    tell(rows, wrong)


def tell(rows: dict[tuple[str, str], list[list[int]]], wrong: dict[str, Counter[str]]) -> None:
    """A table in Markdown, and what was missed most in each format."""
    print("| format | setting | headings marked | facts right | lines alone | facts right | not read |")
    print("|---|---|---|---|---|---|---|")
    for ending in dict.fromkeys(ending for ending, _ in rows):
        mine = {style: pair for (other, style), pair in rows.items() if other == ending}
        whole = [[sum(column) for column in zip(*half, strict=True)] for half in zip(*mine.values(), strict=True)]
        for style, (lines, marked) in [*mine.items(), ("**all**", whole)]:
            cells = " | ".join(f"{half[0]} | {_percent(half)}" for half in (marked, lines))
            print(f"| {ending} | {style} | {cells} | {lines[3] + marked[3]} |")
    for ending, counts in wrong.items():
        print(f"\n{ending}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common(8)))


def _percent(row: list[int]) -> str:
    return f"{100 * row[1] / row[2]:.1f} %" if row[2] else "–"


if __name__ == "__main__":
    main()
