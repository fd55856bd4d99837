"""All search rows anew, and by themselves where they were written by another analyser than this one.

A text and a question meet only when both were read alike (docs/search.md). An upgrade that changes the analyser or its
word lists leaves rows behind that newer questions may miss. `Indexing` says which analyser wrote them all; where that
is another, `follow_analyser` writes them anew. Killed in between it begins again: what it writes last is that row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import connection

from meetings.language.version import analyser_version
from meetings.models import Indexing, SearchItem

from . import packing, words
from .indexing import rebuild_all

log = logging.getLogger(__name__)


def reindex() -> Iterator[int]:
    """Learn the archive's words, then write every search row and its bits anew; yields the rows written by each batch.

    Readers find the old rows of a batch until its new ones are there.
    """
    version = analyser_version()
    words.learn()
    yield from rebuild_all()
    words.settled()
    packing.begin_anew()
    packing.settle()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE meetings_searchitem, meetings_word, meetings_wordbits, meetings_facetbits")
    _written_by(version)


def follow_analyser() -> int:
    """Reindex where another analyser wrote the search rows; returns how many rows that came to.

    An archive without search rows has nothing to write anew. One whose rows nobody knows the analyser of has all of it.
    """
    version = analyser_version()
    if Indexing.objects.filter(analyser=version).exists():
        return 0
    if not SearchItem.objects.exists():
        _written_by(version)
        return 0
    log.warning("words are read otherwise than when the search rows were written; all rows are written anew")
    return sum(reindex())


def _written_by(version: str) -> None:
    Indexing.objects.update_or_create(pk=1, defaults={"analyser": version})
