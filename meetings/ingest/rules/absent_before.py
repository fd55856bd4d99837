"""The absent and the decision where a layout ran the two together: 'Lise Holm (A) Godkendt med bemærkning om …'."""

from __future__ import annotations

import re

from meetings.ingest.rules import absence, names, outcomes

# 'Carsten Viuff (UFP) Godkendt med bemærkning om …', 'Lise Holm Indstillingen blev fulgt.': the absent, run together
# with the decision, which may begin at any word with a capital
_CAPITAL = re.compile(r"(?<=[\w).]),? (?=[A-ZÆØÅ])")
# 'Godkendt', 'Indstillingen blev', 'Udvalget anbefaler': how a decision opens; in 'Else Marie Bonde stemmer for' and in
# 'Anbefales. Lise Holm anbefaler' no surname does
_DECIDES = re.compile(
    r"(?:godkend|vedtag|tiltr|anbefal|udsat|udsæt|udgå|drøft|tage[ts]\b|til\b|orienter|indstill|sagen|punktet|forslag|"
    r"ansøgning|plan|det\b|der\b|et\b|over|frem|tilbage|hen|afvis|afsl|forkast|ikke\b|beslut|enstemmig|ad\b|"
    r"\w*(?:udvalget|rådet|bestyrelsen|magistraten|nævnet|kommissionen)\b)",
    re.IGNORECASE,
)
_LISTED = 200  # characters of a text that are searched for it


def cut(text: str) -> tuple[absence.Away, str] | None:
    return names_before(text) or sentences_before(text)


def _decides(text: str) -> bool:
    return _DECIDES.match(text) is not None and outcomes.known(text)


def names_before(text: str) -> tuple[absence.Away, str] | None:
    """The absent and the decision, where a layout ran the two together."""
    for cut in reversed(list(_CAPITAL.finditer(text[:_LISTED]))):
        if names.split(text[: cut.start()]) is not None and _decides(text[cut.end() :]):
            away = absence.from_list(text[: cut.start()])
            return (away, text[cut.end() :]) if away is not None and away.names else None
    return None


def sentences_before(text: str) -> tuple[absence.Away, str] | None:
    """The absent and the decision behind a label: 'Ib Lund. I stedet mødte Lise Holm. Indstillingen blev godkendt.'"""
    cut = outcomes.sentences(text[:_LISTED])
    for n in range(len(cut) - 1, 0, -1):
        place = text.find(cut[n])
        away = absence.from_list(text[:place]) if outcomes.known(cut[n]) else None
        if away is not None and away.names:
            return away, text[place:]
    return None
