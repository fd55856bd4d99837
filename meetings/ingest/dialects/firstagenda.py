"""Exports of FirstAgenda Prepare: most municipalities since about 2015.

The frame is the same everywhere: 'REFERAT <committee> d. DD-MM-YYYY', Mødedato / Mødested / Mødedeltagere without
colons, Indholdsfortegnelse with dot leaders, 'Punkt N: title' with the case number alone on the next line. What stands
inside an item is each municipality's own template; the shared rules read them by their words:

- sections with known headings, then 'Beslutning <committee> den DD-MM-YYYY' (also 'i <committee>');
- everything twice: 'Punkt 4: title (B)', an empty 'Sagsfremstilling', '4. title (B)', labelled numbers, decisions of
  earlier meetings, attachments in a table with numbers and again as a list;
- 'N (Åben) title', 'Offentlig titel', a lone full stop for empty, the decision under 'Fraværende', help texts left in.
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="firstagenda",
    fingerprint=lines_like(
        # 'REFERAT 2022-25: Arbejdsmarkedsudvalget d. 05-12-2023', 'DAGSORDEN Byrådet (2018-2021)', 'd. 30-08-2021',
        # 'Økonomiudvalget d. 05-12-2023'
        r"^(?:[^.:;]{3,120} )?d\. \d\d-\d\d-\d{4}$",
        # 'Mødedato Torsdag d. 15. december 2022 kl. 08:00', also with the day on a line of its own
        r"^(?:mødedato\b.{0,5})?(?:man|tirs|ons|tors|fre|lør|søn)dag d\. \d{1,2}\. [a-zæøå]+ \d{4},? kl\. \d",
        # 'Punkt 4: Årsplan 2023'
        r"^punkt \d{1,4}[a-z]?: ",
    ),
    needs=2,
    forms=("punkt",),
)
