"""A file's name as it may be kept and shown: no folders, no control characters, never longer than its column."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 255


def safe_name(name: str) -> str:
    """'..\\møde\\Referat 5.12.pdf' becomes 'Referat 5.12.pdf'; the ending survives where the name is cut."""
    whole = name.encode("utf-8", "replace").decode("utf-8")  # names of a disk may hold bytes that are no text
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", whole))[-1]
    # Cc: control characters; Cf: invisible ones, among them those that turn the reading direction.
    plain = "".join(sign for sign in last if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = " ".join(plain.split()).strip(". ") or "uden navn"
    if len(plain) <= LIMIT:
        return plain
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LIMIT - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else plain[:LIMIT]
