"""The archive's own words: counted, learnt from, and the search rows that follow from what was learnt.

1. `learn` counts the words of everything that can be found, writes `Word`, and marks as unsettled the words that are
   now taken apart otherwise. Nothing of the index changes.
2. `settle` writes the search rows of the meetings that hold unsettled words anew, then clears the marks.

Killed between or within them, each begins again where it must; done twice, they do nothing the second time.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from meetings.language.compounds import LONGEST, Lexicon
from meetings.language.lexemes import quoted
from meetings.language.stems import fold, stem
from meetings.language.tokens import tokenise
from meetings.models import SearchItem, Word
from meetings.models.word import forget_lexicon, lexicon

from .apply import lock
from .indexing import rebuild_all

log = logging.getLogger(__name__)

SHORTEST = 3  # letters of a word that is kept
LEARNT_AT = 5  # items that must have a word before it may be a part of others
MANY_ITEMS = 10_000  # from so many items on, words of one item alone (typing errors, mostly) are not kept
_TOGETHER = 200  # unsettled words looked up at a time


def learn() -> int:
    """Count the words anew; returns how many are unsettled. Takes seconds for 10,000 items."""
    counts, learnt = taught(SearchItem.objects.values_list("title", "body").iterator(chunk_size=2_000))
    known = lexicon()
    rows = [(word, number, word in learnt.learnt, known.parts(word) != learnt.parts(word)) for word, number in counts]
    with transaction.atomic(), connection.cursor() as cursor:
        lock("words")
        cursor.execute("CREATE TEMPORARY TABLE counted (LIKE meetings_word) ON COMMIT DROP")
        with cursor.copy("COPY counted (word, documents, part, unsettled) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("DELETE FROM meetings_word w WHERE NOT EXISTS (SELECT FROM counted c WHERE c.word = w.word)")
        cursor.execute(
            "INSERT INTO meetings_word AS w (word, documents, part, unsettled)"
            " SELECT word, documents, part, unsettled FROM counted ON CONFLICT (word) DO UPDATE"
            " SET documents = excluded.documents, part = excluded.part, unsettled = w.unsettled OR excluded.unsettled"
            " WHERE (w.documents, w.part, w.unsettled)"
            " IS DISTINCT FROM (excluded.documents, excluded.part, w.unsettled OR excluded.unsettled)"
        )
        cursor.execute("DROP TABLE counted")
    forget_lexicon()
    unsettled = Word.objects.unsettled().count()
    log.info("words counted: %d, learnt as parts: %d, unsettled: %d", len(rows), len(learnt.learnt), unsettled)
    return unsettled


def taught(items: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, int]], Lexicon]:
    """From the titles and texts of items: each word with how many of them have it, and what is learnt from them."""
    documents: Counter[str] = Counter()
    capitals: Counter[str] = Counter()  # in how many items a word begins with a capital letter wherever it stands
    number = 0
    for title, body in items:
        seen: dict[str, bool] = {}
        for word, capital in _words_of(f"{title}\n{body}"):
            seen[word] = seen.get(word, True) and capital
        documents.update(seen.keys())
        capitals.update(word for word, always in seen.items() if always)
        number += 1
    least = 2 if number >= MANY_ITEMS else 1
    counts = [(word, items_with) for word, items_with in documents.items() if items_with >= least]
    return counts, Lexicon.learning(_teaching(counts, capitals))


def forget(texts: Iterable[str]) -> int:
    """Of the words of texts that were erased, delete those that nothing in the archive has any more."""
    words = {word for text in texts for word, _capital in _words_of(text)}
    known = list(Word.objects.filter(word__in=words).values_list("word", flat=True))
    gone: list[str] = []
    with connection.cursor() as cursor:
        for start in range(0, len(known), _TOGETHER):
            some = known[start : start + _TOGETHER]
            cursor.execute(
                "SELECT word FROM unnest(%s::text[], %s::text[]) AS asked(word, query) WHERE NOT EXISTS"
                " (SELECT FROM meetings_searchitem s WHERE s.exact @@ asked.query::tsquery)",
                [some, [quoted(fold(word)) for word in some]],
            )
            gone += [word for (word,) in cursor.fetchall()]
    Word.objects.filter(word__in=gone).delete()
    forget_lexicon()
    return len(gone)


def settle() -> int:
    """Index anew what holds unsettled words; returns how many search rows were written."""
    forget_lexicon()
    words = list(Word.objects.unsettled().values_list("word", flat=True))
    meetings: set[int] = set()
    for start in range(0, len(words), _TOGETHER):
        query = " | ".join(quoted(fold(word)) for word in words[start : start + _TOGETHER])
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT meeting_id FROM meetings_searchitem s JOIN meetings_item i ON i.id = s.item_id"
                " WHERE exact @@ %s::tsquery",
                (query,),
            )
            meetings.update(row[0] for row in cursor.fetchall())
    written = sum(rebuild_all(meetings=meetings)) if meetings else 0
    Word.objects.filter(word__in=words).update(unsettled=False)
    return written


def settled() -> None:
    """Every search row has been written since `learn`."""
    Word.objects.unsettled().update(unsettled=False)


def _words_of(text: str) -> Iterator[tuple[str, bool]]:
    for token in tokenise(text):
        for word in token.words:
            if SHORTEST <= len(word.text) <= LONGEST and word.text.isalpha():
                yield word.text, text[word.start].isupper()


def _teaching(counts: list[tuple[str, int]], capitals: Counter[str]) -> Iterator[str]:
    """Words that may be parts of others: frequent nouns that are no names, and of their inflections the shortest.

    A noun is what stands somewhere with its article: 'brombær' where there is 'brombærret'. Without this, words of
    grammar would be learnt, and 'over' be found in all that begins so.
    """
    known = {word for word, _ in counts}
    shortest: dict[str, str] = {}
    for word, number in counts:
        if number >= LEARNT_AT and capitals[word] * 2 < number:
            name = stem(word)
            if name and (name not in shortest or (len(word), word) < (len(shortest[name]), shortest[name])):
                shortest[name] = word
    yield from (word for word in shortest.values() if any(form in known for form in _definite(word)))


def _definite(word: str) -> Iterator[str]:
    """'puljen', 'brombærret', 'anlæggene': a noun with its article, in the ways it may be written."""
    endings = ("n", "t", "ne", "rne") if word.endswith("e") else ("en", "et", "ene", "erne")
    for ending in endings:
        yield word + ending
        yield word + word[-1] + ending
