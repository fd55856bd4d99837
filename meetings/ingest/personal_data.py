"""The guard: finds CPR numbers, private e-mail addresses and telephone numbers in everything a file holds.

A CPR number is DDMMYY-XXXX. Levels: "block" (almost surely one: the document is withheld until a person decides),
"review" (may be one), "notice" (an address or a telephone number, mostly lawful). A finding never holds the number,
only its masked form. Looked through: lines and what stands across two of them, table rows with their column heads,
headers and footers, what no reader sees (`Document.unseen`), names of files and of attachments.

`cpr` holds the rule for the numbers. What no pattern finds: names with health or benefit details,
'født den 15. maj 1985'.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import unquote

from meetings.ingest import reference
from meetings.ingest.cpr import FEWEST, FIGURES, Level, figures, numbers, plain
from meetings.ingest.lines import Document, Hidden, Hideout, Line

Kind = Literal["cpr", "email", "phone"]
Place = Literal["text", "running", "unseen", "file name", "attachment"]
Where = Hideout | Literal["table"]
WORST_FIRST: tuple[Level, ...] = ("block", "review", "notice")


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    level: Level
    masked: str  # '150585-xxxx', 'j…@mail.dk': never the whole
    place: Place
    line: int | None = None
    page: int | None = None
    where: Where | None = None  # more closely than `place`, where it is known


def findings(
    document: Document, filename: str = "", attachment_titles: Iterable[str] = (), *, today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Everything found in a document, the worst first. `today` sorts out births still to come; None sorts out none."""
    found: list[Finding] = []
    everywhere: tuple[tuple[Place, tuple[Line, ...]], ...] = (("text", document.lines), ("running", document.removed))
    for place, lines in everywhere:
        for line, columns in _with_heads(lines):
            found += [_at(f, place, line) for f in in_text(line.text, today=today)]
            found += [_at(f, place, line) for f in _in_cells(line.text, columns, today)]
        for above, below in itertools.pairwise(lines):
            found += [_at(f, place, above) for f in _across(above.text, below.text, today)]
    found += [_hidden(f, text) for text in document.unseen for f in in_text(text, today=today)]
    found += [_at(f, "unseen") for f in _half_unseen(document, today)]
    found += [_at(f, "file name") for f in in_text(_opened(filename), today=today)]
    for title in dict.fromkeys([*document.attachments, *attachment_titles]):
        found += [_at(f, "attachment") for f in in_text(_opened(title), today=today)]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: WORST_FIRST.index(f.level)))


def worst(found: Iterable[Finding]) -> Level | None:
    return min((finding.level for finding in found), key=WORST_FIRST.index, default=None)


def mask(text: str, *, runs: bool = True) -> str:
    """The text with every likely CPR number masked: for logs, for the index, and for what is shown to clerks.

    `runs`: also ten figures somewhere in an undivided run of more. The index keeps those: once a person has let them
    pass they are the reference of an invoice ('915058512307'), and such numbers are found exactly.
    """
    flat = plain(text)
    hits = [hit for hit in numbers(flat, None) if runs or not _is_run(flat[hit.start : hit.end])]
    if not hits:
        return text
    parts, reached = [], 0
    for hit in sorted(hits):
        parts += [flat[reached : hit.start], hit.masked]
        reached = max(reached, hit.end)
    return "".join([*parts, flat[reached:]])


# '… borgeren 150585-12', '… født den 15.05.1985-1', '… født 15. maj 1985-123': a quotation that was cut within a number
_CUT = re.compile(
    r"(?<![\w/.+-])((?:[0-2]\d|3[01]|[67]\d|8\d|9[01])[./ -]{0,2}(?:0[1-9]|1[0-2])[./ -]{0,2}"
    r"(?:(?:19|20)\d\d|(?!(?:19|20)\d\d$)\d\d)"
    r"|\d\d?\.? ?[a-z]{3,9}\.? ?(?:19|20)\d\d)[ -]{0,3}\d{1,3}$"
)
_END = 30  # characters in which such a number lies
_QUOTED = re.compile("»[^«»]{50,}(?=«)")  # none shorter has been cut


def mask_quotes(message: str) -> str:
    """What `mask` gives of a message, and nothing of a number within which one of its quotations was cut."""
    return _QUOTED.sub(lambda quoted: quoted[0][:-_END] + _CUT.sub(r"\1-xxxx", quoted[0][-_END:]), mask(message))


def _is_run(found: str) -> bool:
    return found.isdigit() and len(found) > FIGURES


def masked_name(name: str) -> str:
    """A file's name with likely CPR numbers masked: 'Ansøgning_150585-1230.pdf' becomes 'Ansøgning 150585-xxxx.pdf'."""
    stem, ending = _parted(name)
    masked = mask(mask(stem) + ending)
    return masked if masked != stem + ending else name


def in_text(text: str, *, today: datetime.date | None = None) -> list[Finding]:
    """Findings in one text, their place given as "text"."""
    text = plain(text)
    if "@" not in text and figures(text) < FEWEST:  # nearly all
        return []
    hits = list(numbers(text, today))
    found = [(hit.start, Finding("cpr", hit.level, hit.masked, "text")) for hit in hits]
    taken = {place for hit in hits for place in range(hit.start, hit.end)}
    for start, end, finding in _addresses(text):
        if taken.isdisjoint(range(start, end)):
            found.append((start, finding))
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


# --- Addresses and telephones ----------------------------------------------------------------------------------------

# 'jens.hansen@mail.dk'
_MAIL = re.compile(r"(?<![\w.+-])[\w%+-][\w.%+-]{0,63}@([\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,12})(?!\w)")
# '74 33 50 00', '7433 5000', '+45 74335000', 'tlf. 74335000'
_PHONE = re.compile(
    r"(?<![\w/.,-])(?<!\d )(?:(?:(?:\+|00)45[ .]?)(?:[2-9]\d(?:[ .]?\d\d){3})|[2-9]\d(?:[ .]\d\d){3}|[2-9]\d{3} \d{4}"
    r"|(?<=tlf )[2-9]\d{7}|(?<=tlf\. )[2-9]\d{7}|(?<=tlf: )[2-9]\d{7}|(?<=tlf\.: )[2-9]\d{7}"
    r"|(?<=telefon )[2-9]\d{7}|(?<=telefon: )[2-9]\d{7}|(?<=mobil )[2-9]\d{7}|(?<=mobil: )[2-9]\d{7})"
    r"(?![\w/]|[-.,]\d| \d| ?(?:kr|mio|%))",
    re.I,
)
_OF_A_TELEPHONE = 8  # figures
# Addresses of an office, not of a person: 'post@…', 'borgerservice@…'
_OFFICE = re.compile(
    r"(?:post|info|kontakt|raadhus(?:et)?|rådhus(?:et)?|borgerservice|sikkerpost|dpo|kommune\w*|mail|presse)@", re.I
)
_PUBLIC = re.compile(r"(?:^|\.)(?:[\w-]*kommune|kl|region\w*|rsyd|rm|rn|regionh|ft|stm|borger|kk|kmd)\.dk$")


def _addresses(text: str) -> Iterator[tuple[int, int, Finding]]:
    for found in _MAIL.finditer(text) if "@" in text else ():
        if not _OFFICE.match(found[0]) and not _of_a_public_body(found[1]):
            yield *found.span(), Finding("email", "notice", f"{found[0][0]}…@{found[1]}", "text")
    for found in _PHONE.finditer(text) if figures(text) >= _OF_A_TELEPHONE else ():
        number = re.sub(r"\D", "", found[0])
        yield *found.span(), Finding("phone", "notice", f"{number[-8:-6]} xx xx xx", "text")


def _of_a_public_body(domain: str) -> bool:
    domain = domain.lower()
    return bool(_PUBLIC.search(domain)) or domain.rpartition(".")[0].rpartition(".")[2] in _municipal_domains()


@cache
def _municipal_domains() -> frozenset[str]:
    """'varde', 'aabenraa', 'ringkoebing-skjern': what stands before '.dk' in municipalities' addresses."""
    spellings = ({"æ": "ae", "ø": "oe", "å": "aa"}, {"æ": "ae", "ø": "o", "å": "a"}, {"æ": "a", "ø": "o", "å": "aa"})
    names = [municipality.name.lower() for municipality in reference.MUNICIPALITIES]
    plain = {"".join(letters.get(c, c) for c in name) for name in names for letters in spellings}
    return frozenset(plain | set(names) | {name.replace("-", "") for name in plain})


# --- Where to look ---------------------------------------------------------------------------------------------------


def _opened(name: str) -> str:
    """A file's name with its words set apart: 'Ansøgning_150585-1230.pdf', 'Brev%20150585%2D1230.pdf'."""
    return _parted(name)[0]


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 5 else (name, "")
    return unquote(stem, errors="replace").replace("_", " "), ending


# '150585-' or '150585' that readers see, '-1230' or '1230' that they do not: struck out, painted white, covered
_SEEN_HALF = re.compile(r"(?<![\w/.,+-])(\d{6})(?:( ?-)(?! ?[\w/|+-])|(?![\w/|+]| ?-|[.,]\d))")
_UNSEEN_HALF = re.compile(r"(?<![\w/.,+-])(-)?(\d{4})(?![\w/-]|[.,]\d)")
_HALVES = 200  # of either, in one document


def _half_unseen(document: Document, today: datetime.date | None) -> Iterator[Finding]:
    """Numbers of which somebody hid the last four figures, and the hyphen stands on one side."""
    texts = (plain(text) for text in document.unseen)
    hidden = dict.fromkeys((bool(half[1]), half[2]) for text in texts for half in _UNSEEN_HALF.finditer(text))
    if not hidden:
        return
    seen = (half for line in document.lines for half in _SEEN_HALF.finditer(plain(line.text)))
    halves = dict.fromkeys((half[1], bool(half[2])) for half in seen)
    for (day, hyphen), (other, last) in itertools.product([*halves][:_HALVES], [*hidden][:_HALVES]):
        if hyphen != other:
            yield from (f for f in in_text(f"{day}-{last}", today=today) if f.level == "block")


def _across(above: str, below: str, today: datetime.date | None) -> list[Finding]:
    """What begins at the end of one line and ends at the start of the next, with a hyphen between or behind 'CPR'."""
    if above[-1:].isalpha() or below[:1].isalpha():  # nearly all, spared the closer look
        return []
    tail, head = plain(above)[-40:], plain(below)[:12]
    if not (tail[-1:].isdigit() or tail[-1:] == "-") or not (head[:1].isdigit() or head[:1] == "-"):
        return []
    joined, border = f"{tail}\n{head}", len(tail)
    return [
        Finding("cpr", hit.level, hit.masked, "text")
        for hit in numbers(joined, today)
        if hit.start < border < hit.end and ("-" in joined[hit.start : hit.end] or hit.level == "block")
    ]


def _with_heads(lines: tuple[Line, ...]) -> Iterator[tuple[Line, list[str]]]:
    """Each line with the heads of its columns, if it is a row of a table."""
    heads: list[str] = []
    for line in lines:
        if line.kind != "row":
            heads = []
            yield line, []
            continue
        yield line, heads
        heads = heads or line.text.split("|")


def _in_cells(text: str, heads: list[str], today: datetime.date | None) -> list[Finding]:
    """Numbers whose column says what they are, and numbers spread over cells."""
    if "|" not in text or figures(text := plain(text)) < FIGURES:
        return []
    cells = [cell.strip() for cell in text.split("|")]
    found = []
    for place, head in enumerate(heads[: len(cells)]):
        if said := _HEADS_NUMBERS.search(head):
            joined = "|".join(cells[place : place + FIGURES + 1])  # also one figure in each cell
            found += [f for f in in_text(f"{said[0]} {joined}", today=today)[:1] if f.kind == "cpr"]
    for left, right in itertools.pairwise(cells):
        if re.fullmatch(r".*\b\d{6}-?", left) and re.match(r"-?\d{4}\b", right):
            found += [f for f in in_text(f"{left[-7:]} {right[:5]}", today=today) if f.kind == "cpr"]
    return found


# 'CPR-nr.', 'Ansøgers cpr', 'Personnummer (10 cifre)', 'Fødselsdato', 'Født'
_HEADS_NUMBERS = re.compile(r"(?<!\w)(?:cpr|personnummer|personnr|fødselsdato|født\s*$)", re.I)


def _at(finding: Finding, place: Place, line: Line | None = None) -> Finding:
    if line is None:
        return Finding(finding.kind, finding.level, finding.masked, place)
    where: Where | None = "table" if line.kind == "row" else None
    return Finding(finding.kind, finding.level, finding.masked, place, line.number, line.page, where)


def _hidden(finding: Finding, text: str) -> Finding:
    where = text.where if isinstance(text, Hidden) and text.where != "hidden" else None
    return Finding(finding.kind, finding.level, finding.masked, "unseen", where=where)
