"""Parts of a web page that a reader opens: what tabs and accordions show is content, though it is shut at first."""

from __future__ import annotations

from itertools import islice
from typing import Any

from meetings.ingest.extract.clean import clean
from meetings.ingest.extract.html_shape import heading_level, of_the_site

_PROSE = {"p", "table", "li", "h1", "h2", "h3", "h4", "h5", "h6"}
_LOOKED_AT = 60  # elements in what a control opens: paragraphs and headings come early, popovers have none


class Panels:
    """The panels of one page, by the id that a control names: `aria-controls`, `data-target`, a toggle's `href`."""

    def __init__(self, tree: Any) -> None:
        self._controls: dict[str, Any] = {}
        self._by_id: dict[str, Any] = {}
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if name := element.get("id"):
                self._by_id.setdefault(name, element)
            if (opens := _opened_by(element)) and not of_the_site(element):
                self._controls.setdefault(opens, element)

    def is_panel(self, element: Any) -> bool:
        """Whether a control opens it, and it holds more than a menu or the words of a popover."""
        if element.get("role") == "tabpanel":
            return True
        if element.get("id") not in self._controls or of_the_site(element) or element.tag in ("ul", "dialog"):
            return False
        return any(part.tag in _PROSE for part in islice(element.iter(), _LOOKED_AT))

    def label(self, panel: Any) -> str:
        """What the panel's tab says, if nothing else heads the panel; '' for accordions, whose heads stand there."""
        if panel.get("role") != "tabpanel":
            return ""
        tab = self._by_id.get(panel.get("aria-labelledby") or "")
        tab = tab if tab is not None else self._controls.get(panel.get("id") or "")
        return clean(" ".join(islice(tab.itertext(), _LOOKED_AT))) if tab is not None and _is_tab(tab) else ""

    def is_shown_at_its_panel(self, element: Any) -> bool:
        """Whether it is a tab whose words head its panel, and so are not to be read in the list of tabs as well."""
        if not _is_tab(element):
            return False
        panel = self._by_id.get(_opened_by(element))
        return panel is not None and bool(self.label(panel))


def _opened_by(element: Any) -> str:
    """`aria-controls="b2"`, `<a data-toggle="tab" href="#b2">`, `<button data-bs-target="#b2">`"""
    if controls := element.get("aria-controls"):
        return str(controls)
    toggles = any(element.get(name) is not None for name in ("data-toggle", "data-bs-toggle", "aria-expanded"))
    target = element.get("data-target") or element.get("data-bs-target") or element.get("href") or ""
    if (toggles or element.get("role") == "tab") and target.startswith("#") and len(target) > 1:
        return str(target[1:])
    return ""


def _is_tab(element: Any) -> bool:
    if element.get("role") != "tab" or "collapse" in (element.get("data-toggle"), element.get("data-bs-toggle")):
        return False
    inside = islice(element.iter(), _LOOKED_AT)
    return not any(heading_level(near) for near in (*element.iterancestors(), *inside))
