"""What an element of a web page is: block or inline, heading, data or arrangement, document or site."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import Any

from meetings.ingest.extract.clean import clean

HEADINGS = {f"h{n}": n for n in range(1, 7)}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    *HEADINGS,
}  # fmt: skip
_PROSE = {"p", *HEADINGS}
BOLD = {"b", "strong"}
# Elements whose words are the page's machinery.
SILENT = {
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "annotation",  # of a formula: the same in TeX
    "annotation-xml",
    "iframe",
    "object",
    "canvas",
    "select",
    "button",
    "head",
}
_LOOKED_AT = 60  # elements in what a button opens: paragraphs and headings come early, menus have none
SITE = {"nav", "aside", "footer"}
SITE_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
# class="breadcrumb", id="cookie-banner", class="skip-link": parts of the site around the document
_SITE_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookie\w*|breadcrumbs?|brødkrumme|skip-?link|navbar|site-?(?:nav|footer|header)|menu)(?:$|[\s_-])",
    re.I,
)
_OPENING = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
# What links and buttons of a page offer beside the document.
_TOOLS = {
    "til toppen", "til top", "tilbage til toppen", "tilbage til top", "udskriv", "print", "læs højt", "læs op",
    "del", "del på facebook", "del på linkedin", "del på x", "del på twitter", "del via mail", "kopiér link",
    "kopier link", "kopiér link til punkt", "kopier link til punkt", "forrige punkt", "næste punkt", "fold alle ud",
    "fold alle sammen", "vis alle punkter", "skjul alle punkter", "luk alle", "åbn alle", "tilbage til mødet",
    "tilbage til oversigten", "tip en ven",
}  # fmt: skip
_IN_LINE = {"span", "b", "strong", "em", "i", "small", "label", "font"}
# class="label", "field-label", "meta__key"
_LABEL = re.compile(r"(?:^|[\s_-])(?:label|lbl|key|term|caption)(?:$|[\s_-])", re.I)
# class="badge bg-info", "label label-danger", "chip", "filetype"
_BADGE = re.compile(r"(?:^|[\s_-])(?:badge|label|chip|pill|tag|file-?type|file-?size)(?:$|[\s_-])", re.I)
# style="font-weight: 700"
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table\b|list-item)", re.I)


def main_element(tree: Any) -> Any | None:
    """The element that holds the document where the page says so and nearly all of its headings stand in it."""
    mains = [element for element in tree.iter("main") if not element.get("hidden")]
    mains = mains or [e for e in tree.iter() if isinstance(e.tag, str) and e.get("role") == "main"]
    if len(mains) != 1:
        return None
    inside, everywhere = len(clean(" ".join(mains[0].itertext()))), len(clean(" ".join(_body(tree).itertext())))
    return mains[0] if inside > 0.3 * everywhere else None


def cover_element(tree: Any, main: Any | None) -> Any | None:
    """What stands beside the main element and holds the document's title, where that has none: the largest element
    around the title without a menu. A title beside a menu is the site's."""
    if main is None or next(main.iter("h1"), None) is not None:
        return None
    around_main = set(main.iterancestors())
    for title in tree.iter("h1"):
        around = takewhile(lambda element: element not in around_main, title.iterancestors())
        menus = [(element, next(element.iter("nav", "form"), None) is not None) for element in around]
        if not menus:
            return title
        if not menus[0][1]:
            return [element for element, menu in menus if not menu][-1]
    return None


def is_struck(element: Any) -> bool:
    """Words with a line through them: `<del>`, `<s>`, `style="text-decoration: line-through"`."""
    return element.tag in ("del", "s", "strike") or "line-through" in (element.get("style") or "").lower()


def _body(tree: Any) -> Any:
    return next(tree.iter("body"), tree)


def of_the_site(element: Any) -> bool:
    if element.tag in SITE or (element.get("role") or "").lower() in SITE_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and element.tag not in ("html", "body") and bool(_SITE_NAME.search(names))


def is_machinery(element: Any) -> bool:
    """Whether an element's words belong to the page's machinery: a button's do not where it heads a part of the text.

    Accordions: `<h2><button>72. Budget</button></h2>`, `<button><h3>72. Budget</h3></button>`, or no heading at all.
    """
    if element.tag == "a" or (element.tag != "button" and element.get("role") == "button"):
        return _is_tool(element)
    if element.tag != "button":
        return element.tag in SILENT
    around = (*element.iterancestors(), *islice(element.iterdescendants(), _LOOKED_AT))
    return not (any(heading_level(near) for near in around) or _opens_prose(element))


def _is_tool(element: Any) -> bool:
    """`<a href="#">Til toppen</a>`, `<div role="button">Kopiér link</div>`; not what opens a part, or a file."""
    words = clean(" ".join(islice(element.itertext(), 5))).casefold().strip("↑»›< ")
    if words in _TOOLS:
        return True
    opens = any(element.get(name) is not None for name in _OPENING)
    return element.tag != "a" and not opens and not any(heading_level(near) for near in element.iterancestors())


def is_badge(element: Any) -> bool:
    """A word in a box beside a heading or a link: `<a …>Notat <span class="badge">PDF, 433 KB</span></a>`."""
    if element.tag not in ("span", "small", "em", "i"):
        return False
    around = islice(element.iterancestors(), 3)
    return bool(_BADGE.search(element.get("class") or "")) and any(
        near.tag == "a" or heading_level(near) for near in around
    )


def between(element: Any) -> str:
    """What a reader sees between an element in a line and the next where the page has no blank: styles set them apart.

    `<span class="label">Sted</span><span>Rådhuset</span>` is 'Sted: Rådhuset', `<b>1</b><b>Budget</b>` is '1 Budget';
    a word that spans cut ('Handi' + 'cap') stays whole.
    """
    behind = element.getnext()
    if element.tail or behind is None or behind.tag != element.tag or element.tag not in _IN_LINE:
        return ""
    last = clean(" ".join(element.itertext()))[-1:]
    first = clean(" ".join(islice(behind.itertext(), 3)))[:1]
    if not last.isalnum() or not first:
        return ""
    if _LABEL.search(element.get("class") or ""):
        return ": "
    return " " if first.isupper() and not last.isupper() else ""


def _opens_prose(button: Any) -> bool:
    """`<button aria-expanded="false">72. Budget</button><div class="panel"><p>Sagsnummer: …`"""
    if button.get("aria-expanded") is None:
        return False
    behind, parent = button.getnext(), button.getparent()
    if behind is None and parent is not None and len(parent) == 1:
        behind = parent.getnext()
    if behind is None or of_the_site(behind):
        return False
    return any(part.tag in _PROSE for part in islice(behind.iter(), _LOOKED_AT))


def is_block(element: Any) -> bool:
    if element.tag in BLOCKS:
        return True
    return element.tag in ("span", "a", "label") and bool(_BLOCK_STYLE.search(element.get("style") or ""))


def heading_level(element: Any) -> int:
    if element.tag in HEADINGS:
        return HEADINGS[element.tag]
    return whole(element.get("aria-level"), 2) if element.get("role") == "heading" else 0


def arranges_the_page(table: Any) -> bool:
    """Whether a table only arranges the page: it holds headings, tables or long prose, or has one column."""
    if table.get("role") in ("presentation", "none"):
        return True
    if next((e for e in table.iter("table", *HEADINGS) if e is not table), None) is not None:
        return True
    rows = list(table.iter("tr"))
    if max((sum(cell.tag in ("td", "th") for cell in row) for row in rows), default=0) < 2:
        return True
    return any(len(list(cell.iter("p", "li", "div"))) > 8 for cell in table.iter("td"))


def plain_pairs(element: Any) -> bool:
    return next(element.iter("table", "ul", "ol", *HEADINGS), None) is None


def all_bold(cell: Any) -> bool:
    if BOLD_STYLE.search(cell.get("style") or ""):
        return True
    words = clean(" ".join(cell.itertext()))
    return bool(words) and words == clean(" ".join(" ".join(e.itertext()) for e in cell.iter(*BOLD)))


def whole(text: str | None, otherwise: int) -> int:
    # '3', '-1'
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
