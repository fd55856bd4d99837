"""The attachments of an item: lists and tables of titles, with or without document numbers, often twice.

The same attachment may be listed before the case's text and again after it, once with a number and once misspelt:
listings are merged, and the listing with a number wins.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.ingest.lines import Line
from meetings.ingest.minutes import Attachment
from meetings.ingest.rules import attachment_tables, cases, titles, words

_NUMBER = (
    # '330-2021-268527', 'EMN-2022-81268'
    r"(?:\d{2,4}-(?:19|20)\d\d-\d{1,8}|[A-Z]{2,5}-\d{4}-\d{3,8}"
    # '2018-118231', the year first; '2018-2021 Budget' are years
    r"|(?:19|20)\d\d-\d{5,8}"
    # '24/77-1', the case's number and the document's in it
    r"|\d\d/\d{1,6}-\d{1,3}"
    # '44812/17', '17/44812', '12-345678', '1234567-1', '1229355', 'D12-3456', 'D2017123'
    r"|\d{4,9}/\d\d|\d\d/\d{4,9}|\d{2}-\d{5,8}|(?!(?:19|20)\d\d-(?:19|20)\d\d(?!\d))\d{4,9}-\d{1,4}|\d{6,10}|D\d{2}-\d{3,8}|D\d{4,9})"
)
# '330-2021-268527 Bilag 1_Nøgletal', '1229355 Årsplan', '330-2021-206034: Notat'
_NUMBER_FIRST = re.compile(
    rf"^(?:(?:dok\.?(?:ument)?\.?|lb\.? ?|akt ?)(?:nr\.?|id)?\s*:?\s*)?(?P<number>{_NUMBER})\s*(?:[|:–-]\s*|"
    rf"\s+)(?P<title>\D.*|\d.*)$",
    re.IGNORECASE,
)
# 'Dokumentnr.: 12345/24' on a line below 'Titel: Kort'
_NUMBER_LABELLED = re.compile(
    rf"^dok\.?(?:ument)?\.? ?-?(?:nr|nummer|id)\.?\s*:\s*(?P<number>{_NUMBER}|\d{{3,}})$", re.IGNORECASE
)
_TITLE_LABEL = re.compile(r"^(?:titel|navn|dokumenttitel)\s*:\s*(?=\S)", re.IGNORECASE)
# 'Bilag: 2', '3 stk.': how many there are
_COUNT = re.compile(r"^(?:\d{1,2}(?: stk\.?)?|(?:pdf|word|excel|docx?|xlsx?)(?:, \d[\d.,]* [kmg]b)?)$", re.IGNORECASE)
# 'Kort.pdf Notat.pdf' on one line
_FILES = re.compile(r"(?<=\.pdf) (?=[A-ZÆØÅ\d])|(?<=\.docx) (?=[A-ZÆØÅ\d])|(?<=\.xlsx) (?=[A-ZÆØÅ\d])", re.IGNORECASE)
_NUMBER_ALONE = re.compile(rf"^(?P<number>{_NUMBER})$")
# '330-2021-' at the end of a narrow column, its other half on the next line
_HALF_NUMBER = re.compile(r"^\d{2,4}-(?:(?:19|20)\d\d-)?$")
# 'Årsplan 2023 (1229355 - EMN-2022-81268)', 'Notat (dok.nr. 12345/19)', 'Kort (2023-004112 / 5021884)'
_IN_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]{3,80})\)\s*$")
_DOC_LABEL = re.compile(
    r"^(?:dok\.?(?:ument)?\.? ?(?:nr\.?|id)?|id|akt ?(?:nr\.?)?|lb\.? ?nr\.?|sagsnr\.?)[ .:]*", re.IGNORECASE
)
# 'Notat - Dok.nr.: 123456', 'Notat, dok. 12345-17', 'Kort | 330-2021-206034', 'Oversigt over stier 140022/17'
_NUMBER_LAST = re.compile(
    rf"(?:[\s,;][-–|,;]*\s*dok\.?(?:ument)?\.? ?-?(?:nr\.?|id|(?<=\.))[ .:]*(?P<number>{_NUMBER}|\d{{3,}})|"
    rf"\s*(?:\||\s[–-](?=\s*\d\d/\d{{3,6}}-))\s*(?P<number2>{_NUMBER})|\s(?P<number3>\d{{5,9}}/\d\d))\s*$",
    re.IGNORECASE,
)
# 'Kort.pdf (pdf, 1.2 MB)', 'Notat [PDF]', 'Rapport - 350 KB', '(1,2 MB)', 'Notat (PDF)', 'Åbner i nyt vindue'
_FILE_SIZE = re.compile(
    r"\s*(?:[(\[](?=[^)\]]*(?:\b[kmg]b\b|pdf|docx?|xlsx?|pptx?|åbner))(?!saml|fælles|kun )[^)\]]{0,60}[)\]]|"
    r"[-–|,]?\s*\d+(?:[.,]\d+)? ?[kmg]b\b|\s[-–]\s(?:pdf|docx?)|\|\s*(?:pdf|docx?|xlsx?))\s*$",
    re.IGNORECASE,
)
_TAIL = 300  # letters at a line's end in which its number and size stand: a line of brackets is not searched from each
# '[Høringsmateriale](https://eksempel.dk/hoering.pdf)': a link as Markdown writes it, also typed into other files
_LINK = re.compile(r"\[(?P<text>[^\[\]]{2,300})\]\(https?://[^\s()]{3,500}\)")
# '1. ', '2) ', '3: ', 'a. ', '- ', '1 - ' before a document's number
_POINT = re.compile(r"^(?:(?P<n>\d{1,3})(?:[.):]\s+| - (?=\d{5}))|[-–•]\s+|[a-z][.)]\s+)(?=\S)")
# 'Bilag 1 Evalueringsrapport' / '- faste teams': a title that was wrapped before its dash
_COUNTED = re.compile(rf"^(?:{_NUMBER} )?bilag \d{{1,3}}\b.*\w$", re.IGNORECASE)
_DASH_REST = re.compile(r"^[-–] [a-zæøå]")
# 'Bilag er endnu ikke vedlagt', 'Bilagene kan ses på sagen.', 'Der er ingen bilag til punktet.'
_REMARK = re.compile(
    r"\b(?:er|bliver|kan|vil|findes|eftersendes|fremlægges|ligger)\b.{0,80}(?:\.|vedlagt|bilag)$", re.IGNORECASE
)
# 'Åben - Indskrivningstal.pdf', 'Åbent bilag: Kort', '2 Åben Oversigt over stier'
_OPEN = re.compile(
    r"^åbent?(?: bilag)?\s*[-–:|]\s+|^åbent? (?=bilag\b)|^\d{1,3} (?:åbent?|lukket|\((?:åbent?|lukket)\)) (?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
# '1. Fordelingsforslag, 2. Ansøgningsoversigt' on one line
_INLINE = re.compile(r"[,;]?\s+(?=\d{1,2}[.)]\s)")
_NARROW = 45  # characters: a title that long may be wrapped, one shorter is whole
_NONE = frozenset(
    (
        "",
        "ingen",
        "ingen bilag",
        "nej",
        "intet",
        "ingen bilag til punktet",
        "der er ingen bilag",
        "intet bilag",
        "bilag ingen",
        "ingen vedhæftede filer",
        "ingen vedlagte bilag",
    )
)


def read(lines: Sequence[Line]) -> tuple[list[Attachment], list[Line]]:
    """One listing: its attachments, and the lines that are remarks and no attachments."""
    found: list[Attachment] = []
    remarks: list[Line] = []
    number: str | None = None  # a number whose title stands on the next line
    half = ""
    last: Line | None = None
    columns: attachment_tables.Columns | None = None  # of the table that the lines are rows of
    for line in _one_each(lines):
        text = half + line.text
        half = ""
        if _HALF_NUMBER.match(text):
            half = text
            continue
        if (heads := attachment_tables.head(text)) is not None:
            columns = heads
            continue
        if words.fold(text) in _NONE or _COUNT.match(text):
            continue
        if line.kind == "row" and (told := attachment_tables.row(columns, text)) is not None:
            if told.goes_on and found:
                found[-1] = replace(found[-1], title=f"{found[-1].title} {_tidy(told.title)}")
                continue
            title, own = _take_apart(told.title, len(found) + 1, line)
            found.append(Attachment(title, told.number or own, line.number))
            last, number = line, None
            continue
        if (labelled := _NUMBER_LABELLED.match(text)) and found and found[-1].document_number is None:
            found[-1] = replace(found[-1], document_number=labelled["number"])
            continue
        if _NUMBER_ALONE.match(text):
            number = text
            continue
        if _REMARK.search(text) and len(text) > 30 and not _POINT.match(text):
            remarks.append(line)
            continue
        if number is None and found and last is not None and _goes_on(found[-1].title, last, line):
            title, own = _take_apart(f"{found[-1].title} {text}", len(found), line)
            found[-1] = Attachment(title, found[-1].document_number or own, found[-1].line)
        else:
            title, own = _take_apart(text, len(found) + 1, line)
            if title:
                found.append(Attachment(title, number or own, line.number))
            number = None
        last = line
    return _without_items(_without_numbers(found)), remarks


def _without_numbers(found: list[Attachment]) -> list[Attachment]:
    """'1 Situationsplan', '2 Udbudsmateriale': numbers that only count the list are no part of the titles."""
    counted = [re.match(r"(?P<n>\d{1,3}) (?P<title>[A-ZÆØÅ].*)$", each.title) for each in found]
    if not all(match is not None and int(match["n"]) == n for n, match in enumerate(counted, 1)):
        return found
    return [replace(each, title=match["title"]) for each, match in zip(found, counted, strict=True) if match]


def _without_items(found: list[Attachment]) -> list[Attachment]:
    """'3.1 Plan', '3.2 Kort': the item's number and the attachment's, where all of a listing carry them in order."""
    counted = [re.match(r"(?P<item>\d{1,4})\.(?P<n>\d{1,3})\.? (?P<title>[A-ZÆØÅ].*)$", each.title) for each in found]
    told = [match for match in counted if match is not None]
    if len(told) < len(found) or len({match["item"] for match in told}) != 1:
        return found
    if any(int(match["n"]) != n for n, match in enumerate(told, 1)):
        return found
    return [replace(each, title=match["title"]) for each, match in zip(found, told, strict=True)]


def _one_each(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those that list several attachments taken apart."""
    for line in lines:
        files = _FILES.split(line.text)
        if len(files) > 1:
            yield from (replace(line, text=part, starts_paragraph=True) for part in files)
            continue
        parts = line.text.split("; ")
        if len(parts) > 1 and line.kind == "text" and all(re.match(r"[A-ZÆØÅ]\w{2}", part) for part in parts):
            yield from (replace(line, text=part, starts_paragraph=True) for part in parts)  # 'Kort over stien; Notat'
            continue
        pieces = _INLINE.split(line.text) if re.match(r"^1[.)]\s", line.text) else [line.text]
        if len(pieces) > 1 and all(re.match(rf"^{n}[.)]\s", piece) for n, piece in enumerate(pieces, 1)):
            yield from (replace(line, text=piece, starts_paragraph=True) for piece in pieces)
        else:
            yield line


def _goes_on(title: str, last: Line, line: Line) -> bool:
    """Whether a line is the rest of a title wrapped in a narrow column."""
    if _DASH_REST.match(line.text) and _COUNTED.match(last.text):
        return not _POINT.match(last.text)
    if line.kind in ("row", "list") or _POINT.match(line.text) or _NUMBER_FIRST.match(line.text):
        return False
    if line.starts_paragraph:
        return line.text[0].islower() and len(last.text) >= _NARROW and not re.search(r"\.\w{3,4}$", title)
    return line.text[0].islower() or (
        last.text.endswith((",", "-", "–")) or (len(last.text) > 70 and not line.text.casefold().startswith("bilag"))
    )


def _take_apart(text: str, expected: int, line: Line) -> tuple[str, str | None]:
    if (point := _POINT.match(text)) and (point["n"] is None or line.kind == "list" or int(point["n"]) == expected):
        text = text[point.end() :]
    number = None
    text = _TITLE_LABEL.sub("", _OPEN.sub("", _LINK.sub(r"\g<text>", text)))
    if first := _NUMBER_FIRST.match(text):
        number, text = first["number"], first["title"]
    for _ in range(2):
        if size := _FILE_SIZE.search(text, max(0, len(text) - _TAIL)):
            text = text[: size.start()]
        if last := _NUMBER_LAST.search(text, max(0, len(text) - _TAIL)):
            number = number or last["number"] or last["number2"] or last["number3"]
            text = text[: last.start()]
        elif (last := _IN_BRACKETS.search(text)) and (inside := _number_in(last["inside"])):
            number = number or inside
            text = text[: last.start()]
    cells = [cell.strip() for cell in text.split(" | ") if cell.strip()]
    if len(cells) > 1:
        numbered = next((cell for cell in cells if _NUMBER_ALONE.match(cell)), None)
        number = number or numbered
        rest = [
            cell
            for cell in cells
            if cell != numbered and not re.fullmatch(r"\d{1,3}\.?|åben|lukket|nej|ja|pdf|docx?", cell, re.IGNORECASE)
        ]
        text = max(rest, key=len) if rest else cells[0]
    return _tidy(text), number


def _number_in(text: str) -> str | None:
    """The document's number in '1229355 - EMN-2022-81268' or 'dok.nr. 12345/19'; of two the one that is digits
    alone. '(3)' is none."""
    labelled = bool(_DOC_LABEL.match(text))
    parts = [_DOC_LABEL.sub("", part).strip() for part in re.split(r"\s+[-–/,;]\s+|[,;]\s+", text)]
    fitting = [
        part
        for part in parts
        if re.fullmatch(rf"{_NUMBER}|\d{{2,4}}-\d{{3,6}}-\d{{1,3}}", part)
        or cases.alone(part)
        or (part.isdigit() and (labelled or len(part) > 4))
    ]
    if len(fitting) < len(parts):
        return None
    return next((part for part in fitting if part.isdigit()), fitting[0])


def _tidy(title: str) -> str:
    return " ".join(title.strip(" |;").split())


def merge(listings: Sequence[Sequence[Attachment]]) -> tuple[Attachment, ...]:
    """Several listings of one item's attachments, each attachment once."""
    merged: list[Attachment] = []
    for listing in listings:
        before = list(merged)
        taken: set[int] = set()
        for attachment in listing:
            twin = next((i for i, other in enumerate(before) if i not in taken and _same(attachment, other)), None)
            if twin is None:
                # A row of a table printed again where the next page or column begins is the same attachment.
                again = attachment.document_number and any(
                    one.document_number == attachment.document_number and one.title == attachment.title
                    for one in merged[len(before) :]
                )
                merged += [] if again else [attachment]
                continue
            taken.add(twin)
            if attachment.document_number and not before[twin].document_number:
                merged[twin] = attachment
    return tuple(merged)


def numbered(found: tuple[Attachment, ...], rows: Sequence[str]) -> tuple[Attachment, ...]:
    """Attachments listed without numbers, with those that a row of a table in the case's text gives them:
    '330-2020-6180 | Oversigt over ansøgninger |' below the table of the applications."""
    if not rows or all(one.document_number for one in found):
        return found
    told: dict[str, str] = {}
    for row in rows:
        cells = [cell.strip() for cell in row.split("|") if cell.strip()]
        if len(cells) == 2 and (numbers := [cell for cell in cells if len(cell) > 6 and _NUMBER_ALONE.match(cell)]):
            told[next((cell for cell in cells if cell != numbers[0]), "")] = numbers[0]
    return tuple(
        one if one.document_number or one.title not in told else replace(one, document_number=told[one.title])
        for one in found
    )


def _same(one: Attachment, other: Attachment) -> bool:
    """Whether two titles name one attachment: the same but for spelling, with the same digits."""
    if one.document_number and other.document_number:
        return one.document_number == other.document_number
    a, b = titles.key(one.title), titles.key(other.title)
    if a == b:
        return True
    if re.sub(r"\D", "", a) != re.sub(r"\D", "", b) or abs(len(a) - len(b)) > 6 or min(len(a), len(b)) < 8:
        return False
    return difflib.SequenceMatcher(None, a[:300], b[:300]).ratio() >= 0.92
