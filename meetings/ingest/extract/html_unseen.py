"""What a web page holds beside what is read of it: for the guard, and what the clerk is told of."""

from __future__ import annotations

from typing import Any

from meetings.ingest.extract.clean import clean
from meetings.ingest.extract.pdf_about import linked_file
from meetings.ingest.lines import Hidden, Hideout

_FRAMED = 20  # words that make a page in a frame more than a button


class Unseen:
    """`texts`: of attributes, comments and hidden parts; `attachments`: names of linked files; `left_out`: as in
    `Document.left_out`."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.attachments: list[str] = []
        self.left_out: list[str] = []

    def attributes(self, element: Any, tag: str) -> None:
        """What attributes say to nobody's eyes but the guard's, and the names of linked files."""
        for name in ("alt", "title", "aria-label"):
            if element.get(name):
                self.texts.append(clean(element.get(name)))
        if tag in ("input", "textarea", "option") and element.get("value"):
            self.texts.append(clean(element.get("value")))
        if tag == "a":
            self.attachments += linked_file(element.get("href") or "")

    def remark(self, comment: Any) -> None:
        self.texts.append(Hidden(clean(comment.text or ""), "comment"))

    def hide(self, element: Any, where: Hideout = "hidden") -> None:
        self.texts.append(Hidden(clean(" ".join(element.itertext())), where))
        for inner in element.iter("*"):
            self.attributes(inner, inner.tag)

    def strike(self, element: Any) -> None:
        """Words with a line through them: nobody reads them as said, and the clerk is told."""
        words = clean(" ".join(element.itertext()))
        if words:
            self.left_out.append(f"»{words[:80]}« er streget over")
        self.hide(element, "deleted")

    def silent(self, element: Any) -> None:
        if element.tag == "head":
            for child in element.iter("title", "meta"):
                if child.tag == "title" or child.get("name", "").lower() in ("author", "description", "keywords"):
                    self.texts.append(Hidden(clean(child.get("content") or child.text or ""), "properties"))
        elif element.tag == "iframe" and len((element.get("srcdoc") or "").split()) > _FRAMED:
            self.left_out.append("en ramme (iframe) med sin egen side")
        elif element.tag == "svg":
            drawn = clean(" ".join("".join(part.itertext()) for part in element.iter("foreignobject", "text")))
            if len(drawn.split()) > _FRAMED:
                self.left_out.append(f"»{drawn[:80]}« i en tegning")
            self.hide(element)
        elif element.tag in ("noscript", "template", "select", "button", "object") or "json" in (
            element.get("type") or ""
        ):
            self.hide(element)
