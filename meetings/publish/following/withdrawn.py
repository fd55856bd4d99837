"""Which withdrawn meetings held an item that a search would have found.

Their search rows went with the withdrawal, so their rows in the archive are read by the same analyser that marks words
in snippets. Only the meeting is told of afterwards, never what stood in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from meetings.models import Item, Meeting
from meetings.search.marking import Marker
from meetings.search.query import Choices
from meetings.search.question import Clause, Question


def answers(question: Question, choices: Choices, meetings: Sequence[int]) -> list[Meeting]:
    """The meetings, in the order of their dates. Five queries where there are any meetings."""
    if not meetings:
        return []
    items = Item.objects.filter(meeting__in=meetings).with_places().with_contents()
    found = {item.meeting_id: item.meeting for item in items if _passes(item, choices) and _answers(item, question)}
    return sorted(found.values(), key=lambda meeting: (meeting.date, meeting.pk))


def _passes(item: Item, choices: Choices) -> bool:
    meeting = item.meeting
    own = [] if item.closed else [decision for decision in item.decisions.all() if decision.own]
    values = {
        "kommune": meeting.committee.municipality_id,
        "udvalg": meeting.committee_id,
        "aar": meeting.date.year,
        "type": item.kind,
        "udfald": own[-1].outcome if own else "",
        "fraveget": own[-1].followed if own else "",
    }
    return all(not chosen or facet not in values or values[facet] in chosen for facet, chosen in choices.items())


def _answers(item: Item, question: Question) -> bool:
    if question.case_number and item.case and item.case.normalised == question.case_number:
        return True
    text = _text(item)
    spans = Marker(question).spans(text)
    if {span.clause for span in spans} != set(range(len(question.wanted))):
        return False
    return not any(Marker(Question("", (clause,))).spans(text) for clause in _as_wanted(question))


def _as_wanted(question: Question) -> list[Clause]:
    return [replace(clause, negative=False) for clause in question.unwanted]


def _text(item: Item) -> str:
    """What search knew of the item: of a closed one title, case number and place."""
    committee = item.meeting.committee
    parts = [item.title, item.case_number, committee.municipality.name, committee.name]
    if not item.closed:
        parts += [part for section in item.sections.all() for part in (section.heading, section.text)]
        parts += [part for decision in item.decisions.all() for part in (decision.text, decision.note)]
        parts += [f"{attachment.title} {attachment.document_number}" for attachment in item.attachments.all()]
        parts.append(item.document_number)
    return "\n\n".join(part for part in parts if part)
