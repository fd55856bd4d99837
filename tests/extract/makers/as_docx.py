"""Invented minutes -> DOCX, part by part, in the manners of Word, of its web edition and of case systems."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.extract.makers.minutes import Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Style:
    """How the file is written. Each switch is something seen in real files."""

    headings: str = "english"  # english, danish, outline, bold, large, text (nothing marks them)
    breaks: bool = False  # paragraphs parted by line breaks within one of Word's paragraphs
    lists: str = "numbered"  # numbered (Word's own lists) or typed
    tables: str = "plain"  # plain, or in a frame: the whole document inside one table
    soft_hyphens: bool = False
    split_runs: bool = False  # words torn into several runs, as spell checkers leave them
    strict: bool = False  # the other dialect of the format
    main: str = "word/document.xml"
    controls: bool = False  # paragraphs inside content controls


def run(text: str, properties: str = "") -> str:
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(rows: list[list[str]]) -> str:
    """Cells hold XML of paragraphs."""
    return (
        "<w:tbl><w:tblPr/>"
        + "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def as_docx(blocks: list[Block], style: Style | None = None) -> bytes:
    style = style or Style()
    made = [_block(block, style, n) for n, block in enumerate(blocks)]
    body = "".join(_broken(made) if style.breaks else made)
    if style.tables == "frame":
        body = table([[body + paragraph("")]])
    return package(body, style=style)


def _broken(made: list[str]) -> list[str]:
    """Neighbouring paragraphs without properties put into one, with a line break between each two."""
    whole: list[str] = []
    for xml in made:
        if whole and xml.startswith("<w:p><w:r>") and whole[-1].startswith("<w:p><w:r>"):
            whole[-1] = whole[-1].removesuffix("</w:p>") + "<w:r><w:br/></w:r>" + xml.removeprefix("<w:p>")
        else:
            whole.append(xml)
    return whole


def _runs(text: str, style: Style, properties: str = "") -> str:
    if style.soft_hyphens:
        text = " ".join(
            f"{word[:6]}\u00ad{word[6:]}" if len(word) > 11 and word.isalpha() else word for word in text.split(" ")
        )
    if style.split_runs:
        return "".join(run(text[n : n + 7], properties) for n in range(0, len(text), 7))
    return run(text, properties)


def _block(block: Block, style: Style, index: int) -> str:
    levels = {"title": 0, "item": 1, "section": 2}
    if block.kind in levels:
        xml = _heading(block.text, levels[block.kind], style)
    elif block.kind == "text":
        xml = paragraph(_runs(block.text, style))
    elif block.kind in ("label", "table"):
        head = "<w:b/>" if block.kind == "table" else ""
        xml = table(
            [
                [paragraph(_runs(cell, style, head if n == 0 else "")) for cell in row]
                for n, row in enumerate(block.rows)
            ]
        )
    else:
        xml = "".join(_point(point, n, block.kind, style, index) for n, point in enumerate(block.points, 1))
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>" if style.controls else xml


def _heading(text: str, level: int, style: Style) -> str:
    if style.headings == "english":
        name = ("Title", "Heading1", "Heading2")[level]
        return paragraph(_runs(text, style), f'<w:pStyle w:val="{name}"/>')
    if style.headings == "danish":
        name = ("Titel", "Overskrift1", "Overskrift2")[level]
        return paragraph(_runs(text, style), f'<w:pStyle w:val="{name}"/>')
    if style.headings == "outline":
        return paragraph(_runs(text, style), f'<w:outlineLvl w:val="{level}"/>')
    if style.headings == "large":
        return paragraph(_runs(text, style, f'<w:sz w:val="{(40, 32, 26)[level]}"/>'))
    return paragraph(_runs(text, style, "" if style.headings == "text" else "<w:b/>"))


def _point(text: str, n: int, kind: str, style: Style, index: int) -> str:
    if style.lists == "typed":
        return paragraph(_runs(f"\u2022\t{text}" if kind == "bullets" else f"{n}.\t{text}", style))
    number = 1 if kind == "bullets" else 100 + index
    return paragraph(_runs(text, style), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/></w:style>'
    for i, name in (
        ("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Titel", "Title"),
        ("Overskrift1", "heading 1"), ("Overskrift2", "heading 2"), ("Indholdsfortegnelse1", "toc 1"),
    )
)  # fmt: skip
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for n in range(100, 200)
    )
)


def package(
    body: str,
    *,
    style: Style | None = None,
    parts: dict[str, bytes] | None = None,
    relations: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file around a body. `parts` and `relations` (of the document's part) are added as they are."""
    style = style or Style()
    w = STRICT if style.strict else W

    def part(root: str, inner: str) -> bytes:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}<w:{root} xmlns:w="{w}" xmlns:r="{OFFICE}">{inner}</w:{root}>'.encode()

    folder, _, base = style.main.rpartition("/")
    kinds = {"styles": "styles.xml", "numbering": "numbering.xml"}
    files: dict[str, bytes] = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{style.main}"/>'),
        style.main: part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/styles.xml": part("styles", STYLES),
        f"{folder}/numbering.xml": part("numbering", NUMBERING),
        f"{folder}/_rels/{base}.rels": _relations(
            "".join(f'<Relationship Id="k{k}" Type="{OFFICE}/{k}" Target="{t}"/>' for k, t in kinds.items()) + relations
        ),
    }
    files |= parts or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=compression)
    return out.getvalue()


def _relations(inner: str) -> bytes:
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def part(root: str, inner: str) -> bytes:
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{OFFICE}">{inner}</w:{root}>'.encode()
