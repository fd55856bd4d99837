"""The one analyser: index, query, snippets and suggestions all read text through it, so that what is marked on the
page is what was found, and what was found is what was asked for.

Each term has two names. `stem` is what a word means to a search ('cykelstierne' and 'cykelsti' are one); `exact` is
the word as written, in lower case and with å, æ, ø and é in one spelling, which is what a phrase in quotes asks for.
With a hyphen or without, 'Arbejdsmarkeds-Udvalget' and 'Arbejdsmarkedsudvalget' have one stem, and are written apart.

Of a text the parts of its compounds are terms as well, where a lexicon is given: 'fleksjob' in 'fleksjobpuljer'. A part
has no `exact`, so that phrases stay as written. A question is read without a lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .compounds import Lexicon
from .stems import fold, other_stems, stem
from .tokens import LONGEST, Token, Word, clean, token_of, tokenise


class Term(NamedTuple):
    """A word of a text as search knows it. Spans are characters of the text.

    `stem` is '' for a stop word; `exact` is '' for a part of a compound.
    """

    stem: str
    exact: str
    position: int
    start: int
    end: int


class Unit(NamedTuple):
    """A token as terms: the words in order, the whole where there is one, and other names for the same spot."""

    words: tuple[Term, ...]
    whole: Term | None
    extras: tuple[Term, ...]
    start: int
    end: int
    identifier: bool
    parts: tuple[Term, ...] = ()  # of compounds, where a lexicon was given

    def all_terms(self) -> tuple[Term, ...]:
        """Everything this unit is found by."""
        return (*self.words, *((self.whole,) if self.whole else ()), *self.extras, *self.parts)


def analyse(text: str, lexicon: Lexicon | None = None) -> Iterator[Unit]:
    """The units of a text, in order; positions count words from 1."""
    for token in tokenise(text):
        unit = _unit(token)
        parts = tuple(part for word in token.words for part in _parts(word, lexicon)) if lexicon else ()
        yield unit._replace(parts=parts) if parts else unit


def _unit(token: Token) -> Unit:
    words, start, end, whole, extras, identifier = token
    if len(words) == 1 and not extras:  # nearly all: spared the general way, which takes twice as long
        return Unit((_term(words[0]),), None, _others(words[0]), start, end, identifier)
    others = (other for word in words for other in _others(word))
    name = _whole(whole) if whole else None
    return Unit(tuple(map(_term, words)), name, (*map(_term, extras), *others), start, end, identifier)


def _parts(word: Word, lexicon: Lexicon) -> Iterator[Term]:
    """The parts of a compound at the word's own place. Where signs hide inside the word, each has the whole's span."""
    written, position, start, end = word
    as_written = end - start == len(written)
    for part in lexicon.parts(written):
        if as_written:
            yield Term(part.stem, "", position, start + part.start, start + part.end)
        else:
            yield Term(part.stem, "", position, start, end)


def terms(text: str, lexicon: Lexicon | None = None) -> Iterator[Term]:
    """Every term of a text, for an index: words, wholes, extras and parts, in order of position."""
    for token in tokenise(text):
        yield from _terms_of(token, lexicon)


def _terms_of(token: Token, lexicon: Lexicon | None) -> Iterator[Term]:
    if lexicon:
        for word in token.words:
            yield from _parts(word, lexicon)
    yield from _unit(token).all_terms()


class Names(NamedTuple):
    """What a token is found by: of each name its stem, its spelling (as in `Term`) and its word's place in the token,
    from 0; and how many words the token has."""

    words: int
    names: tuple[tuple[str, str, int], ...]


def names_of(spelling: str, lexicon: Lexicon | None = None) -> Names:
    """The terms of a token (as `tokens.spellings` writes it) for an index, which does not ask where they stand."""
    if spelling.isalpha() and len(spelling) <= LONGEST:  # nine of ten: spared the token around it
        word = clean(spelling)
        exact = fold(word)
        parts = [(part.stem, "", 0) for part in lexicon.parts(word)] if lexicon else []
        return Names(1, (*parts, (stem(word), exact, 0), *[(other, exact, 0) for other in other_stems(word)]))
    token = token_of(spelling)
    found = tuple((term.stem, term.exact, term.position - 1) for term in _terms_of(token, lexicon))
    return Names(len(token.words), found)


def _others(word: Word) -> tuple[Term, ...]:
    return tuple([Term(other, fold(word.text), *word[1:]) for other in other_stems(word.text)])


def _whole(word: Word) -> Term:
    """Of letters and hyphens the stem is that of the letters: 'e-mail' is 'email', 'v/byrådssalen' only itself."""
    term, joined = _term(word), word.text.replace("-", "")
    return term._replace(stem=stem(joined) or term.stem) if joined.isalpha() else term


def _term(word: Word) -> Term:
    written, position, start, end = word
    return Term(stem(written), fold(written), position, start, end)
