"""Which analyser this is: a name that changes with the code and the word lists that terms are made by."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_ROOM = Path(__file__).parent
# What a text's terms follow from. A change that changes no term, of a comment, say, costs one needless reindexing.
_MADE_BY = ("analyse", "compound_parts", "compounds", "inflections", "runs", "stems", "tokens", "wordlists")


@lru_cache(maxsize=1)
def analyser_version() -> str:
    """64 hexadecimal digits, the same on every machine that runs the same code."""
    digest = sha256()
    for path in [_ROOM / f"{name}.py" for name in _MADE_BY] + sorted((_ROOM / "words").glob("*.txt")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
