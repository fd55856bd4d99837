"""Which of the possible headings are the items': the run of rising numbers that the evidence supports best.

List points restart at 1 under every indstilling and contents lines come all together; the items' own numbers rise
through the whole document. Runs in time proportional to the number of candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.ingest.lines import Line
from meetings.ingest.rules import titles, words
from meetings.ingest.rules.heading_forms import FORMS, Heading

RESTARTED = "restarted"  # the form of headings whose printed numbers are all 1
_GAP = 8  # the largest jump in numbers inside one run (closed items may be left out)
_GAP_COST = 1.0
_FAR_COST = 4.0  # for a larger jump: excerpts print some items only
_LEAST = 3.0  # average evidence of an accepted run
_LEAST_TELLING = 1.5  # for shapes that say by a word that they head an item
_TELLING = frozenset(("state", "state first", "punkt", "sag", "ad", "nr"))
_ABBREVIATION = 8  # characters: 'Evt.' ends in no sentence's full stop
_FEWEST = 3  # headings of a run that shows little
_TWIN = 40  # lines between the two headings of an item that a template prints twice
_CLOSE = 12  # lines, where both have the same shape
_FAR_TWIN = 400  # lines, where the title is long enough to be the item's alone
_TELLS = 10  # letters and digits of a title that no other item happens to have
_TRUST = {name: len(FORMS) - place for place, (name, _, _) in enumerate(FORMS)}


@dataclass(slots=True)
class _Run:
    total: float
    last: Heading
    before: _Run | None
    length: int

    def headings(self) -> list[Heading]:
        found: list[Heading] = []
        run: _Run | None = self
        while run is not None:
            found.append(run.last)
            run = run.before
        return found[::-1]


def choose(candidates: Sequence[Heading]) -> list[Heading]:
    """The headings of the items in the order of the document; empty where no run convinces."""
    sections = [heading for heading in candidates if heading.section]
    candidates = _without_twins([heading for heading in candidates if not heading.section])
    best = _best_of_forms(candidates)
    if not best:
        return []
    chosen = _with_doubles(_filled(best, candidates), candidates)
    # A second run after the first: 'Lukket dagsorden' that starts at 1 again, or 'L1. Salg af jord' after '9. Budget'
    rest = [
        c
        for c in candidates
        if c.index > chosen[-1].index
        and (c.form == chosen[0].form or (c.form == "state first" and c.state))
        and c.score >= 2 * _LEAST
        and c.hard
    ]
    again = _best_run(rest)
    if again and again[0].value == 1 and (len(again) > 1 or again[0].form == "state first"):
        chosen += again
    return _with_sections(chosen, sections)


def choose_weak(candidates: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The run of a document whose headings show little: from 1 without a gap, each on a line of its own above a text.

    A board's minutes: '1. Dagsorden', '2. Nyt fra udvalgene', '3. Økonomi', with a sentence or two under each.
    """
    plain = [heading for heading in candidates if _may_be_plain(heading, lines)]
    best: list[Heading] = []
    for first in (heading for heading in plain if heading.value == 1):
        run = [first]
        for heading in plain:
            if heading.index > run[-1].index and heading.form == first.form and heading.value == run[-1].value + 1:
                run.append(heading)
        best = max(best, run, key=len)
    apart = all(after.index - before.index > 1 for before, after in pairwise(best))
    return best if len(best) >= _FEWEST and apart and any(heading.hard for heading in best) else []


def choose_restarted(candidates: Sequence[Heading], found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The items of a page whose list begins anew at each of them, so that all are number 1: they are counted. `found`:
    the run that the numbers gave."""
    ones = [
        heading
        for heading in candidates
        if heading.value == 1 and heading.hard and heading.score >= _LEAST and heading.form == "dotted"
        if not (heading.index and _opens_list(lines[heading.index - 1].text))
    ]
    others = any(heading.value > 1 and heading.score > 0 and heading.form == "dotted" for heading in candidates)
    if len(found) > 1 or len(ones) < _FEWEST or others or not {h.index for h in found} <= {h.index for h in ones}:
        return []
    if any(
        after.index - before.index < 2 or _same_title(before.title, after.title) for before, after in pairwise(ones)
    ):
        return []
    return [replace(one, number=str(n), value=n, form=RESTARTED) for n, one in enumerate(ones, 1)]


def _opens_list(text: str) -> bool:
    """'Forvaltningen indstiller, at', 'Indstilling': a list begins below."""
    return text.endswith((":", ",", " at")) or words.fold(text) in words.STRONG


def _may_be_plain(heading: Heading, lines: Sequence[Line]) -> bool:
    line = lines[heading.index]
    return (
        line.starts_paragraph
        and heading.score > 0
        and heading.title[:1].isupper()
        and (heading.title[-1:] not in ".;:," or len(heading.title) < _ABBREVIATION)
    )


def _with_sections(chosen: list[Heading], sections: Sequence[Heading]) -> list[Heading]:
    """'3. Økonomi' is an item where the numbers go on with it: after item 2, before item 4. The numbered sections of
    a case begin at 1."""
    made: list[Heading] = []
    for heading, after in zip(chosen, [*chosen[1:], None], strict=True):
        made.append(heading)
        end = after.index if after else float("inf")
        for other in sections:
            inside = heading.index < other.index < end and (after is None or other.value < after.value)
            if not inside or other.form != heading.form:
                continue
            if other.value != made[-1].value + 1:
                break
            made += [other] if other.hard else []
    return made


def _best_of_forms(candidates: Sequence[Heading]) -> list[Heading]:
    runs: list[tuple[bool, float, int, list[Heading]]] = []
    for form in {c.form for c in candidates}:
        run = _best_run([c for c in candidates if c.form == form])
        if run and any(h.hard for h in run):
            total = sum(h.score for h in run)
            if total / len(run) >= (_LEAST_TELLING if form in _TELLING and len(run) > 2 else _LEAST):
                # Closed items alone ('L1.', 'L2.') are the rest of a meeting whose open ones are counted by themselves.
                has_open = form != "state first" or not all(h.state for h in run)
                runs.append((has_open, total, _TRUST[form], run))
    return max(runs, key=lambda run: run[:3])[3] if runs else []


def _best_run(candidates: Sequence[Heading]) -> list[Heading]:
    best: dict[int, _Run] = {}  # by whole number: the best run that ends there
    winner: _Run | None = None
    far: _Run | None = None  # the best run so far, wherever it ends
    for heading in candidates:
        if heading.score <= 0:
            continue
        whole = int(heading.value)
        run = _Run(heading.score - (0 if whole == 1 else 0.5), heading, None, 1)
        reach = range(whole if heading.value > whole else whole - 1, whole - _GAP - 1, -1)
        for number in reach:
            before = best.get(number)
            if before is None or before.last.value >= heading.value:
                continue
            total = before.total + heading.score - _GAP_COST * max(0, whole - number - 1)
            if total > run.total:
                run = _Run(total, heading, before, before.length + 1)
        if far is not None and far.last.value < heading.value and far.total + heading.score - _FAR_COST > run.total:
            run = _Run(far.total + heading.score - _FAR_COST, heading, far, far.length + 1)
        if far is None or run.total > far.total:
            far = run
        if whole not in best or run.total >= best[whole].total:
            best[whole] = run
        if winner is None or run.total > winner.total:
            winner = run
    return winner.headings() if winner else []


def _without_twins(candidates: Sequence[Heading]) -> list[Heading]:
    """Templates that print the heading twice ('Punkt 4: Årsplan', then '4 (Åben) Årsplan') open the item at the
    first."""
    kept: list[Heading] = []
    for heading in candidates:
        first = next(
            (
                other
                for other in reversed(kept[-60:])
                if other.value == heading.value
                and (other.form != heading.form or _is_in_two_lines(other, heading) or _is_right_below(other, heading))
                and heading.index - other.index <= (_FAR_TWIN if _tells(heading) else _TWIN)
            ),
            None,
        )
        listed = first is not None and _is_listed(first, candidates)  # an entry of the contents
        if first is not None and not listed and _same_title(first.title, heading.title) and first.score > 0:
            between = kept[kept.index(first, -60 if len(kept) >= 60 else 0) + 1 :]
            if not any(_is_other(h, heading, first) for h in between):
                first.score += 3
                first.hard = True
                continue
        kept.append(heading)
    return kept


def _is_in_two_lines(first: Heading, heading: Heading) -> bool:
    """'Pkt. 44 Ny handlingsplan', and a few lines below 'Pkt. 44' with the title under it."""
    whole = first.title_at[0] == first.index
    return whole and heading.title_at[0] != heading.index and heading.index - first.index <= _CLOSE


def _is_right_below(first: Heading, heading: Heading) -> bool:
    """'2. Ny sti (O)', and on the next line '2.     Ny sti (O)' once more; 'Ny sti 3' with its page is contents."""
    same = titles.key(titles.read(first.title).text) == titles.key(titles.read(heading.title).text)
    return same and heading.index == max(first.index, *first.title_at) + 1


def _is_other(between: Heading, heading: Heading, first: Heading) -> bool:
    """Whether another item's heading, or another entry of the list that `first` is in, stands between two twins."""
    follows = between.form == first.form and between.value > first.value
    return between.value != heading.value and (between.score >= 2 * _LEAST or follows)


def _tells(heading: Heading) -> bool:
    """Whether a title is long enough to be its item's alone."""
    return len(titles.key(titles.read(heading.title).text)) >= _TELLS


def _same_title(one: str, other: str) -> bool:
    a, b = titles.key(titles.read(one).text), titles.key(titles.read(other).text)
    return bool(a) and bool(b) and (a.startswith(b[:40]) or b.startswith(a[:40]))


def _with_doubles(chosen: list[Heading], candidates: Sequence[Heading]) -> list[Heading]:
    """A number that a document gives to two items: both are items, and nothing of the second is lost."""
    both: list[Heading] = []
    bounds: list[Heading | None] = [None, *chosen, None]
    for before, heading, after in zip(bounds, chosen, bounds[2:], strict=False):
        doubles = [heading]
        for other in candidates if heading.form in _TELLING else ():
            inside = (before is None or other.index > before.index) and (after is None or other.index < after.index)
            if not inside or other is heading or other.form != heading.form or other.value != heading.value:
                continue
            if other.hard and other.score >= _LEAST and other.title and not _same_title(heading.title, other.title):
                doubles += [] if _is_listed(other, candidates) else [other]
        both += sorted(doubles, key=lambda double: double.index)
    return both


def _is_listed(heading: Heading, candidates: Sequence[Heading]) -> bool:
    """Whether a heading stands in a list: on the next line, or the one before, another number has the same shape."""
    return any(
        other.form == heading.form and other.value != heading.value and abs(other.index - heading.index) == 1
        for other in candidates
    )


def _filled(chosen: list[Heading], candidates: Sequence[Heading]) -> list[Heading]:
    """Numbers that the run jumps over may stand in another shape: 'LUKKET SAG 12. Salg' between '11. …' and '13. …'."""
    filled: list[Heading] = []
    bounds = [*chosen, None]
    for heading, after in zip(chosen, bounds[1:], strict=True):
        filled.append(heading)
        limit = after.value if after else float("inf")
        end = after.index if after else float("inf")
        if after is not None and limit - heading.value <= 1:
            continue
        for other in candidates:
            last = filled[-1]
            if other.form == heading.form and after is None:
                continue
            if last.index < other.index < end and last.value < other.value < limit and other.value - last.value <= _GAP:
                filled += [other] if other.score >= 2 * _LEAST and other.hard else []
    first = chosen[0]
    ahead = [
        c
        for c in candidates
        if c.index < first.index
        and c.value < first.value
        and c.score >= 2 * _LEAST
        and c.hard
        and c.form != first.form
        and not (_is_listed(c, candidates) and any(_same_title(c.title, h.title) for h in filled))
    ]
    return [*_best_run(ahead), *filled] if ahead else filled
