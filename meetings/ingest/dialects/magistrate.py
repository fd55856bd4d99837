"""Councils with a magistrate: the cases travel Magistrat – Byråd – udvalg – Byråd, and the minutes print the whole way.

'Sagsforløb' lists Udvalg / Dato / Punktnummer; 'Beslutninger' stands before the case's text; 'Tilbagesendes … med
bemærkning, at byrådet … har vedtaget …' is an approval. The cases' sections are numbered: '1. Resume', '5. Ydelse'.
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="magistrate",
    fingerprint=lines_like(
        # 'Sagsforløb', 'Sagens forløb'
        r"^sag(?:s|ens )forløb\W*$",
        # 'Magistraten, den 29. januar 2018, punkt 4:', 'Magistratsafdelingen for Teknik indstiller'
        r"\bmagistrat(?:en|safdelingen|ens)\b",
        # 'Beslutninger'
        r"^beslutninger\W*$",
    ),
    needs=2,
    forms=("dotted", "punkt"),
    sections={
        "effekt": "consequences",
        "ydelse": "background",
        "organisering": "background",
        "konsekvenser for ressourcer": "finance",
        "opfølgning": "procedure",
    },
)
