"""Invented minutes -> HTML in the manners of exports, of web systems and of pages saved from Word."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.extract.makers.minutes import Block


@dataclass
class Style:
    headings: str = "real"  # real (h1, h2), bold (paragraphs in bold), roles (divs that say they are such) or text
    soup: bool = False  # divs in divs, spans around words, comments between
    breaks: int = 0  # how many <br> part paragraphs that all stand in one block; 0: each has a block of its own
    charset: str = "utf-8"
    declared: str | None = "utf-8"
    site: bool = False  # the web site's own head, menu and foot around it
    frame: bool = False  # the whole page laid out in a table
    upper: bool = False  # tags in capitals, attributes without quotes, nothing closed


def as_html(blocks: list[Block], style: Style | None = None) -> bytes:
    style = style or Style()
    body = "\n".join(_block(block, style) for block in blocks)
    if style.breaks:
        body = f"<div>{body}</div>"
    if style.frame:
        body = f"<table width=100%><tr><td width=10>&nbsp;</td><td>{body}</td></tr></table>"
    if style.site:
        body = (
            '<header role="banner"><a href="/">Lindeby Kommune</a></header><nav><ul><li><a href="/borger">Borger</a>'
            '</li><li><a href="/politik">Politik</a></li></ul></nav><div class="cookie-banner">Vi bruger cookies</div>'
            f"<main>{body}</main><footer>Rådhustorvet 1, 9999 Lindeby</footer><script>var a = 'kode';</script>"
        )
    meta = f'<meta charset="{style.declared}">' if style.declared else ""
    head = f"<head>{meta}<title>Referat</title><style>p {{ margin: 0 }}</style></head>"
    text = f"<!DOCTYPE html><html lang=da>{head}<body>{body}</body></html>"
    if style.upper:
        text = (
            text.replace("</p>", "").replace("<p>", "<P CLASS=MsoNormal>").replace("</li>", "").replace("<li>", "<LI>")
        )
    return text.encode(style.charset, "xmlcharrefreplace")


def as_fragment(blocks: list[Block]) -> str:
    """The blocks alone, as a field of a web page or of JSON holds them."""
    return "\n".join(_block(block, Style()) for block in blocks)


def _block(block: Block, style: Style) -> str:
    text = _inline(block.text, style)
    if block.kind in ("title", "item", "section"):
        level = {"title": 1, "item": 1, "section": 2}[block.kind]
        if style.headings == "real":
            return f"<h{level}>{text}</h{level}>"
        if style.headings == "roles":
            return f'<div role="heading" aria-level="{level}">{text}</div>'
        if style.headings == "text":
            return text + "<br>" * style.breaks if style.breaks else f"<p>{text}</p>"
        return f"<b>{text}</b><br>" if style.breaks else f"<p><strong>{text}</strong></p>"
    if block.kind == "text":
        if style.breaks:
            return text + "<br>" * style.breaks
        return f"<div><div>{text}<!-- slut --></div></div>" if style.soup else f"<p>{text}</p>"
    if block.kind in ("label", "table"):
        cell = "th" if block.kind == "table" else "td"
        rows = "".join(
            "<tr>"
            + "".join(f"<{cell if n == 0 else 'td'}>{_inline(c, style)}</{cell if n == 0 else 'td'}>" for c in row)
            + "</tr>"
            for n, row in enumerate(block.rows)
        )
        return f"<table>{rows}</table>"
    tag = "ul" if block.kind == "bullets" else "ol"
    return f"<{tag}>" + "".join(f"<li>{_inline(point, style)}</li>" for point in block.points) + f"</{tag}>"


def _inline(text: str, style: Style) -> str:
    text = escape(text)
    if style.soup:
        text = " ".join(f"<span class=s{n % 3}>{word}</span>" for n, word in enumerate(text.split(" ")))
    return text
