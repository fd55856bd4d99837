"""The words of the archive: what compounds are made of here, and what a misspelt word may have meant."""

from __future__ import annotations

import time
from threading import Lock

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Collate

from meetings.language.compounds import Lexicon

_FRESH = 600  # seconds a process keeps its lexicon before it looks whether the archive has learnt more
_lock = Lock()
_held: tuple[float, Lexicon] | None = None


class WordQuerySet(models.QuerySet["Word"]):
    def learnt(self) -> WordQuerySet:
        """Parts of compounds that the archive knows and our lists do not."""
        return self.filter(part=True)

    def unsettled(self) -> WordQuerySet:
        """Words that are taken apart otherwise than when their items were indexed."""
        return self.filter(unsettled=True)


class Word(models.Model):
    """A word as written, lower case, of the items that can be found. Written by `filing.words` only, now and then."""

    word = models.CharField(max_length=60, primary_key=True)
    documents = models.PositiveIntegerField()  # items that have it
    part = models.BooleanField(default=False)
    unsettled = models.BooleanField(default=False)

    objects = WordQuerySet.as_manager()

    class Meta:
        verbose_name = "ord"
        verbose_name_plural = "ord"
        indexes = [
            GinIndex(
                Collate(models.Func("word", function="meetings_word_pieces"), "C"), name="word_pieces", fastupdate=False
            ),
            models.Index(fields=["word"], name="word_parts", condition=models.Q(part=True)),
            models.Index(fields=["word"], name="word_unsettled", condition=models.Q(unsettled=True)),
        ]

    def __str__(self) -> str:
        return self.word


class Indexing(models.Model):
    """Which analyser (`language.version`) wrote all search rows. One row with the key 1, or none while nobody knows."""

    analyser = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "indeksering"
        verbose_name_plural = "indekseringer"

    def __str__(self) -> str:
        return self.analyser[:12]


def lexicon() -> Lexicon:
    """Our lists and what the archive has learnt. One query when a process first asks, and every ten minutes."""
    global _held
    held = _held
    if held and time.monotonic() - held[0] < _FRESH:
        return held[1]
    learnt = frozenset(Word.objects.learnt().values_list("word", flat=True))
    with _lock:  # a lexicon that has learnt nothing is kept, with the words it remembers
        current = held[1] if held and held[1].learnt == learnt else Lexicon(learnt)
        _held = time.monotonic(), current
    return current


def forget_lexicon() -> None:
    """Have the next question for the lexicon ask the database."""
    global _held
    _held = None
