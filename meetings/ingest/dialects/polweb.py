"""Pages of polweb, the publishing side of Acadre: one head line with case, document and initials.

'Sag: 13/1904  Dok: 38815/13  Initialer: lmk', 'Åben sag', and 'Beslutning fra <udvalg> den …' for each body in turn.
"""

from meetings.ingest.dialects.table import Dialect, lines_like

DIALECT = Dialect(
    name="polweb",
    fingerprint=lines_like(
        # 'Sag: 13/1904 Dok: 38815/13 Initialer: lmk', 'Sagsnr.: 14/20 Dok.nr.: 7 Sagsbehandler: abc'
        r"^sag(?:snr)?\.?:? ?\d\S+\W+dok\.?(?:nr)?\.?:? ?\d\S+",
        # 'Initialer: hbj', 'Sagsbehandler: HY'
        r"\b(?:init(?:ialer)?|sagsbeh(?:andler)?)\.?: ?\w{2,4}\b(?! (?!åben|lukket)[a-zæøå])",
        # 'Sagsnr.: 12/8031      Sagsbehandler: HY      Åben sag'
        r"^sag(?:snr)?\.?:? ?\d\d/\d+\W+(?:sagsbeh\w*\.?: ?\w{2,4}\W+)?åben sag$",
        # 'Beslutning fra Byrådet den 12. marts 2013'
        r"^beslutning fra .{3,80} den \d",
    ),
    needs=2,
    forms=("dotted", "punkt"),
)
