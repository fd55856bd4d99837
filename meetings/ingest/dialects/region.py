"""Minutes of the regions: journal numbers such as 1-31-72-155-21, 'Resume', 'Direktionen indstiller,' as a heading.

'X var forhindret i at deltage i sagens behandling' closes the decision of every item. Regions are no municipality.
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="region",
    fingerprint=lines_like(
        # '1-31-72-155-21'
        r"^\d-\d\d-(?:\d\d-)?\d{1,5}-\d\d$",
        # 'Regionsrådet', 'Regionshuset Viborg'
        r"\bregions(?:rådet|huset|gården)\b",
        # 'Direktionen indstiller,'
        r"^direktionen indstiller,",
    ),
    needs=2,
    forms=("dotted",),
)
