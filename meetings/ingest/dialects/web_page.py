"""One item on one page of a municipality's own site: the meeting's facts stand in the item's head, the decision
first."""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="web_page",
    fingerprint=lines_like(
        # 'Punkt: 12', 'Punkt nr.: 4'
        r"^punkt(?: ?nr\.?)?: ?\d{1,4}$",
        # 'Status: Åben'
        r"^(?:status|offentlighed): ?(?:åben|lukket)\b",
        # 'Politik / Dagsordener og referater / Byrådet / 2016 / December'
        r"\s[/>›»|]\s(?:dagsordener|referater|dagsordener og referater)\s[/>›»|]\s",
        # 'Nr.178 - Endelig vedtagelse af lokalplan'
        r"^nr\. ?\d{1,4} - ",
    ),
    needs=2,
    forms=("dotted",),
)
