"""A decision split in two, or two joined: each made of the corrections that any new reading respects."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from meetings.ingest.rules import outcomes
from meetings.models import Decision, User

from .corrections import add_row, correct, remove_row
from .meanwhile import CHANGED, ROW_GONE, Overtaken
from .tables import ABSENCE, DECISION, VOTE, meeting_of
from .together import together


def sentences(decision: Decision) -> list[tuple[int, str]]:
    """Each sentence or point of the decision with the letter it begins at: where the text can be cut."""
    found, at = [], 0
    for sentence in outcomes.sentences(decision.text):
        words = sentence.strip()
        begins = decision.text.find(words, at) if words else -1
        if begins >= 0:
            found.append((begins, words))
            at = begins + len(words)
    return found


def split(decision: Decision, at: int, *, actor: User | None, reason: str = "") -> None:
    """What stands before letter `at` stays, the rest becomes a decision of the same body and day, the item's last.

    The outcome of each half is read from its own words; votes and absences stay with the first. Raises
    ValidationError where one half would be empty.
    """
    head, tail = decision.text[:at].strip(), decision.text[at:].strip()
    if at <= 0 or not head or not tail:
        raise ValidationError("Vælg et sted inde i beslutningen, så der står noget i begge dele.")
    said = {"body": decision.body, "date": decision.date, "own": decision.own, "note": ""}
    with together(meeting_of(decision)):
        _as_seen(decision)
        correct(decision, {"text": head, **_outcome(head)}, actor=actor, reason=reason)
        add_row(DECISION, decision.item, {**said, "text": tail, **_outcome(tail)}, actor=actor, reason=reason)


def join(first: Decision, second: Decision, *, actor: User | None, reason: str = "") -> None:
    """The words, votes and absences of `second` come to `first`, which keeps its body and date; `second` goes.

    Raises ValidationError where they are not two decisions of one item.
    """
    if first.item_id != second.item_id or first.pk == second.pk:
        raise ValidationError("Kun to beslutninger under det samme punkt kan samles.")
    with together(meeting_of(first)):
        _as_seen(first, second)
        words: dict[str, Any] = {"text": "\n\n".join(text for text in (first.text, second.text) if text.strip())}
        if not first.recognised and second.recognised:
            words["outcome"] = second.outcome
        if second.note and second.note != first.note:
            words["note"] = " ".join(note for note in (first.note, second.note) if note)
        correct(first, words, actor=actor, reason=reason)
        for vote in second.votes.all():
            add_row(VOTE, first, VOTE.values(vote), actor=actor, reason=reason)
        known = set(first.absences.values_list("name", flat=True))
        for absence in second.absences.all():
            if absence.name not in known:
                add_row(ABSENCE, first, ABSENCE.values(absence), actor=actor, reason=reason)
        remove_row(second, actor=actor, reason=reason)


def _as_seen(*decisions: Decision) -> None:
    """Raises Overtaken where another changed the words meanwhile."""
    now = dict(Decision.objects.filter(pk__in=[one.pk for one in decisions]).values_list("pk", "text"))
    for decision in decisions:
        if decision.pk not in now:
            raise Overtaken(ROW_GONE)
        if now[decision.pk] != decision.text:
            raise Overtaken(CHANGED)


def _outcome(text: str) -> dict[str, Any]:
    read = outcomes.read(text)
    return {"outcome": read.outcome, "recognised": read.recognised}
