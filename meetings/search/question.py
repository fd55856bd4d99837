"""What a person typed, read: a tree of texts and fields (meetings.search.query_language).

`read` never fails. What it had to leave out or guess stands in `notes`, as Danish sentences for the page.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from meetings.language.case_numbers import normalise

from .query_language.nodes import Clause, Field, Group, Node, ends, replaced, turned, without
from .query_language.parse import parse
from .query_language.printing import printed

__all__ = ["Clause", "Field", "Question", "read"]

MOST_CHARACTERS = 300
MOST_WORDS = 30

# “Dansk”, „tysk”, »bøger«, «fransk» and ‟odd‟ quotes all mean ".
_QUOTES = str.maketrans(dict.fromkeys("“”„‟»«″", '"'))
# soft hyphens and signs without width, which come along when text is copied
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# '22 / 24308', as some systems print a case number
_SPACED_SLASH = re.compile(r"(?<=[0-9]) ?/ ?(?=[0-9])")
# 'skole –lukning', 'budget −vej': a minus as a word processor has it; '2023 –2024' is none
_DASH = re.compile(r'(?<![^\s(])[–—−](?=[^\W\d_]|["(])')
# 'budget NOT skole', '(sti OG IKKE bro)', which other archives ask for; inside quotes it is text
_NOT = re.compile(r'"[^"]*(?:"|$)|(?<![^\s(])(?:(?:OG|AND) )?(?P<word>NOT|IKKE) (?=[^\s)])')
_CASE_WORDS = frozenset({"sag", "sagen", "sagsnr", "sagsnummer", "journalnr", "journalnummer", "nr", "j"})


@dataclass(frozen=True, slots=True)
class Question:
    """A query as search understands it. `text` is what was typed, trimmed and bounded."""

    text: str
    tree: Node | None = None
    case_number: str = ""  # normalised, where the whole query is a case number and nothing else
    notes: tuple[str, ...] = ()
    corrected: str = ""  # the query as it was understood, where something in it had to be put right
    filters: tuple[tuple[str, str], ...] = ()  # what was typed as if it were a field: ('udfald', 'udsat'); not used
    refused: bool = False  # not to be looked for at all

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its texts, in order, wherever in the tree they stand."""
        return tuple(one for one, _ in ends(self.tree) if isinstance(one, Clause))

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for one, _ in ends(self.tree) if isinstance(one, Field))

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The texts of which some or all make an answer."""
        return tuple(one for one, negative in ends(self.tree) if isinstance(one, Clause) and not negative)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        return tuple(one for one, negative in ends(self.tree) if isinstance(one, Clause) and negative)

    @property
    def all_of_words(self) -> bool:
        """Whether it asks for words that must all be there or away, and uses nothing else of the query language."""
        parts = self.tree.parts if isinstance(self.tree, Group) and self.tree.kind == "all" else (self.tree,)
        return all(isinstance(part, Clause) and not part.prefix for part in parts if part is not None)

    @property
    def read_as(self) -> str:
        """The question with the parentheses it was read with, where none were typed and it has some; else ''."""
        text = printed(self.tree)
        return text if "(" in text and "(" not in self.text else ""

    def __bool__(self) -> bool:
        return self.tree is not None

    def without(self, *dropped: Clause | Field) -> Question:
        """The same question with some of its parts dropped, as a person would type it."""
        tree = without(self.tree, dropped)
        return Question(printed(tree), tree)

    def loosened(self, phrase: Clause) -> Question:
        """The same question with a phrase taken apart into words."""
        return self.instead(phrase, phrase.written.removeprefix("-").strip('"'))

    def instead(self, clause: Clause, typed: str) -> Question:
        """The same question with other words in the place of one of its texts."""
        words = parse(typed).tree
        tree = replaced(self.tree, clause, turned(words) if clause.negative else words)
        return Question(printed(tree), tree)

    def as_text(self) -> Question:
        """The same question about the text of items, also where it is a case number."""
        return replace(self, case_number="")


def read(typed: str) -> Question:
    """The question in what was typed. Long queries are cut, with a note."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in _UNSEEN.sub("", typed)).split())
    notes = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rsplit(" ", 1)[0]
        notes.append(f"Søgningen var meget lang. Kun de første {MOST_CHARACTERS} tegn er brugt.")
    plain = _SPACED_SLASH.sub("/", unicodedata.normalize("NFC", text).translate(_QUOTES))
    parsed = parse(_with_minus(plain))
    notes += parsed.mistakes
    tree, cut = _first_words(parsed.tree)
    if cut:
        notes.append(f"Søgningen var meget lang. Kun de første {MOST_WORDS} ord er brugt.")
    tree = _without_stop_words(tree)
    if text and tree is None:
        notes.append("Der er ingen ord at søge efter i det, du skrev.")
    corrected = printed(tree) if parsed.mistakes else ""
    question = Question(text, tree, notes=tuple(notes), corrected=corrected, filters=tuple(parsed.filters))
    return replace(question, case_number=_case_number(question))


def _with_minus(text: str) -> str:
    """What stands for a minus as a minus. 'IKKE' does where it is set apart from small letters: 'SKAL IKKE LUKKES' is a
    heading."""
    stands_out = text != text.upper()

    def minus(match: re.Match[str]) -> str:
        return "-" if match["word"] and (stands_out or match["word"] == "NOT") else match[0]

    return _NOT.sub(minus, _DASH.sub("-", text))


def _first_words(tree: Node | None) -> tuple[Node | None, bool]:
    words, beyond = 0, []
    for one, _ in ends(tree):
        words += sum(len(unit.words) for unit in one.units) if isinstance(one, Clause) else 1
        if words > MOST_WORDS:
            beyond.append(one)
    return without(tree, beyond), bool(beyond)


def _without_stop_words(tree: Node | None) -> Node | None:
    """Stop words help only where there is nothing else to go by, or inside a phrase."""
    meant = [
        (one, negative)
        for one, negative in ends(tree)
        if isinstance(one, Field) or one.phrase or one.prefix or not one.only_stop_words
    ]
    if all(negative for _, negative in meant):
        return tree
    kept = {id(one) for one, _ in meant}
    return without(tree, [one for one, _ in ends(tree) if id(one) not in kept])


def _case_number(question: Question) -> str:
    # '22/24308' · 'sag 22/24308' · 'Sagsnr. EMN-2022-81268'; in quotes it is text like any other
    if not question.all_of_words:
        return ""
    plain = [clause for clause in question.clauses if clause.written.lower() not in _CASE_WORDS]
    if len(plain) != 1 or plain[0].phrase or plain[0].negative or not plain[0].units[0].identifier:
        return ""
    return normalise(plain[0].written)
