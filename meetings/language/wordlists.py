"""The hand-written word lists of this room (words/README.md), read once: what the stems and the splitter know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


def _words(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _irregular(name: str = "irregular.txt") -> Iterator[tuple[str, str]]:
    """Pairs of base and form: ('bog', 'bøger'), ('barn', 'børne-')."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        base, colon, forms = line.partition(":")
        if colon and not line.startswith("#"):
            yield from ((base, form) for form in forms.split())


def _strong() -> Iterator[tuple[str, str]]:
    """('udbyde', 'udbød'): the forms of every listed verb that is a strong one, alone or behind another word."""
    forms: dict[str, list[str]] = {}
    for verb, form in _irregular("strong.txt"):
        forms.setdefault(verb, []).append(form)
    for verb in sorted(VERBS | forms.keys()):
        root = next((verb[at:] for at in range(len(verb)) if verb[at:] in forms), "")
        for form in forms.get(root, ()):
            before = verb.removesuffix(root)
            if before or not form.startswith("-"):
                yield verb, before + form.lstrip("-")


WHOLE = frozenset(_words("whole.txt"))
ADJECTIVES = frozenset(word.rstrip("!") for word in _words("adjectives.txt") if not word.endswith("-"))
VERBS = frozenset(word.rstrip("+!") for word in _words("verbs.txt"))
APART = frozenset(
    word.rstrip("+!") for name in ("verbs.txt", "adjectives.txt") for word in _words(name) if word.endswith("!")
)
NOUNS = frozenset(word for word in _words("nouns.txt") if not word.endswith("-")) | WHOLE
NOUNS |= {base for base, _ in _irregular() if base not in VERBS and base not in ADJECTIVES}
# Nouns made of verbs and adjectives by rule: 'aflæggelse', 'måling', 'rejsning', 'vaskeri', 'sårbarhed', 'neutralitet',
# 'individualitet', 'solidaritet'. That not all of them are Danish does no harm.
DERIVED = {f"{verb[:-1]}{ending}" for verb in VERBS if len(verb) > 4 for ending in ("ing", "ning", "else")}
DERIVED |= {f"{verb}ri" for verb in VERBS if 4 < len(verb) < 7 and verb.endswith("e")}
DERIVED |= {f"{adjective}hed" for adjective in ADJECTIVES if len(adjective) > 2}
_LATIN = {"al": "al", "el": "al", "ar": "ar", "ær": "ar", "iv": "iv", "il": "il", "bel": "bil", "id": "id"}
DERIVED |= {
    f"{adjective.removesuffix(ending)}{before}itet"
    for adjective in ADJECTIVES
    if len(adjective) > 4
    for ending, before in _LATIN.items()
    if adjective.endswith(ending)
}
DERIVED -= NOUNS | VERBS | ADJECTIVES
WHOLE |= {f"{word}hed" for word in WHOLE if word in ADJECTIVES}  # 'frivillighed' as 'frivillig'
NOUNS |= DERIVED
# 'godkendelse' -> 'godkende': nouns that only name the act
ACTS = {f"{verb[:-1]}else": verb for word in _words("verbs.txt") if "+" in word and (verb := word.rstrip("+!"))}
# 'bøger' -> 'bog'
FORMS = {form: base for base, form in _strong() if form not in NOUNS}
FORMS |= {form: base for base, form in _irregular() if not form.endswith("-")}
FORMS |= {
    f"{form}s": base for form, base in FORMS.items() if base in NOUNS and form[-1] != "s" and f"{form}s" not in NOUNS
}
# How a word begins a compound where it is neither itself nor itself with an s: 'børne' -> 'barn'
BEGINNINGS = {form[:-1]: base for base, form in _irregular() if form.endswith("-")}
BEGINNINGS |= {f"{noun[:-2]}e": noun for noun in NOUNS if noun.endswith("ium")}  # 'gymnasieelev'
# Who does what a verb says, as a first part alone: 'træner' of træne in 'træneruddannelse'
AGENTS = {f"{verb}r": verb for verb in VERBS if len(verb) > 4}
# Parts only where another follows: 'is' in 'ishal', not in 'avis'
ONLY_FIRST = frozenset(
    word[:-1] for name in ("nouns.txt", "adjectives.txt") for word in _words(name) if word.endswith("-")
)
# First parts that are no subject of their own: 'vice' in 'viceborgmester'
PREFIXES = frozenset(_words("prefixes.txt"))
# Last parts that are no subject of their own: 'rettet' in 'borgerrettet'
ENDINGS = frozenset(_words("endings.txt"))
# Last parts before which a word may stand that nobody knows: 'anlæg' in 'pyrolyseanlæg'
HEADS = frozenset(_words("heads.txt"))
# Words that an archive must not take for parts: 'samme', 'næste'
GRAMMAR = frozenset(_words("grammar.txt"))
# Words so common that two or three of them side by side are indexed as one (runs.py)
COMMON = frozenset(_words("common.txt"))
