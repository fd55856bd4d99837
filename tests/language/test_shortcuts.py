"""Ways around work give what the work gives."""

from __future__ import annotations

import random
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from meetings.language import inflections
from meetings.language.analyse import names_of, terms
from meetings.language.compounds import Lexicon, seed_lexicon
from meetings.language.tokens import spellings
from meetings.language.wordlists import ADJECTIVES, FORMS, NOUNS, VERBS

# What texts of minutes are made of, and what has signs inside.
PIECES = (
    "§ §§ §§8 §19a 8 20 12 og eller samt a i A 1.000 14.30 22/24308 EMN-2022-81268 01.00.00-G01-93-16 Høje-Taastrup"
    " v/byrådssalen 2021–2025 EU's STAR’s R&D cykelstipuljerne brombærpuljen Ærø den kr. 12345678 ١٢"
).split()


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*PIECES, "soft\u00adhyphen", "ae\u0301", "x" * 120]),
            st.sampled_from(["", " ", "\n", ", "]),
        )
    )
)
@example([("§§8", " "), ("og", " "), ("20", " "), ("samt", " "), ("12345678", " "), ("den", " "), ("8", "")])
def test_an_index_is_given_what_a_text_is_read_as(pieces: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pieces))
    for lexicon in (None, seed_lexicon(), Lexicon(["brombær"])):
        places: set[tuple[str, str, int]] = set()
        read = 0
        for words, names in (names_of(spelling, lexicon) for spelling in spellings(text)):
            places |= {(stem, exact, read + at + 1) for stem, exact, at in names}
            read += words
        assert places == {(term.stem, term.exact, term.position) for term in terms(text, lexicon)}


def test_no_inflection_of_a_listed_word_is_passed_over() -> None:
    endings = (
        "",
        "s",
        "e",
        "es",
        "en",
        "ens",
        "ets",
        "erne",
        "ernes",
        "enes",
        "nes",
        "este",
        "edes",
        "ende",
        "ts",
        "r",
        "um",
    )
    listed = sorted({*NOUNS, *ADJECTIVES, *VERBS, *FORMS})
    for word, ending in product(random.Random(1).sample(listed, 800), endings):
        for stump in {word, word + word[-1], word[:-1], word[:-2], word[:-2] + word[-1], word[:-3] + word[-1]}:
            written = stump + ending
            found = inflections._base_by_rules(written)
            assert inflections.base_of(written) == found, (written, found)
