"""Files made to harm whoever opens them, one maker for each kind, with the outcomes that are acceptable.

`KINDS`: name -> (file name, maker, outcomes). "ok" means that it is read like any other, and then the words of
`keep` stand among its lines: what a reader of the file sees is not lost without a word. The slowest are made small
for the tests; with HOSTILE=full in the environment they come in the sizes that docs/security.md gives figures for.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable

Kind = tuple[str, Callable[[], bytes], set[str]]
Maker = Callable[[], bytes]
KEPT = "godkendte indstillingen"  # what `WORDS` and `SAID` say
KEEPS: set[str] = set()  # kinds that are read with these words, wherever they are read at all
TELLS: dict[str, str] = {}  # kinds of which the clerk is told that something is not read: a word of what is said
KINDS: dict[str, Kind] = {}
FULL = os.environ.get("HOSTILE") == "full"
SAID = "Udvalget godkendte indstillingen om den nye skole ved fjorden og den lange sti langs åen."
WORDS = b"BT /F1 11 Tf 70 700 Td (Udvalget godkendte indstillingen om den nye skole ved fjorden) Tj ET\n"
PDF, DOCX, HTML = "referat.pdf", "referat.docx", "referat.html"


def kind(name: str, filename: str, *outcomes: str, keeps: bool = False, tells: str = "") -> Callable[[Maker], Maker]:
    """keeps: where it is read, `KEPT` stands among its lines. tells: a word of what it is said to be read without."""

    def keep(maker: Maker) -> Maker:
        KINDS[name] = (filename, maker, set(outcomes))
        if keeps:
            KEEPS.add(name)
        if tells:
            TELLS[name] = tells
        return maker

    return keep


def size(full: int, small: int) -> int:
    """How much of something a file holds: `full` as docs/security.md measures it, `small` in the tests."""
    return full if FULL else small


def deflated(piece: bytes, times: int, *, whole: bool = False) -> bytes:
    """What zlib makes of `piece` repeated, without ever holding it: the packed piece is repeated instead.

    `whole`: with the right check at the end, which takes a pass over all of it.
    """
    packer = zlib.compressobj(9)
    head = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + body * (times - 1) + packer.flush(zlib.Z_FINISH)
    if not whole:
        return packed
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    return packed[:-4] + check.to_bytes(4, "big")
