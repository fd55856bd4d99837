"""The search rows of meetings: one for each item of a published meeting, none for any other.

What an item is found by, and how much it weighs:

- A its title; B what its own meeting decided; C the recommendation;
- D the rest: other sections, what other bodies decided, titles of attachments, its case and document numbers, and the
  names of its municipality and committee, since people type the town beside the subject ('varde cykelsti').

Left out: who sat in the meeting and who was away (a name is found where the text says something of it), and headings
that every item has ('Sagsfremstilling'). Of a closed item: only title, case number and place, and no body at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Prefetch

from meetings.language.amounts import largest
from meetings.models import Attachment, Decision, Item, Meeting, SearchItem, Section

from .judging import judge_decisions
from .people import index_people
from .vectors import Vectors, Weight

DEPARTED = (Decision.Followed.AMENDED, Decision.Followed.NOT_FOLLOWED)  # what the filter 'fraveget' finds
_BATCH = 200  # meetings held in memory at a time by rebuild_all


def index_meeting(meeting: Meeting) -> int:
    """Write the meeting's search rows anew, and the persons it names, or remove both where it is not published.

    Returns how many search rows there are. As many queries whatever the number of items; runs inside the caller's
    transaction.
    """
    rows = [_row(item) for item in _readable_items([meeting.pk])] if meeting.is_published else []
    with transaction.atomic():
        SearchItem.objects.filter(item__meeting=meeting).delete()
        SearchItem.objects.bulk_create(rows)
        index_people([meeting.pk])
    return len(rows)


def rebuild_all(*, meetings: Iterable[int] | None = None) -> Iterator[int]:
    """Write every search row anew, a batch of meetings a transaction; yields the rows written after each batch.

    What follows from the words is worked out anew as well: judgements of decisions, and persons. Readers find the old
    rows of a batch until its new ones are there. Rows of meetings no longer published go first.
    """
    SearchItem.objects.exclude(item__meeting__status=Meeting.Status.PUBLISHED).delete()
    published = Meeting.objects.published().order_by("pk")
    wanted = list((published if meetings is None else published.filter(pk__in=meetings)).values_list("pk", flat=True))
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        judge_decisions(batch)
        rows = [_row(item) for item in _readable_items(batch)]
        with transaction.atomic():
            SearchItem.objects.filter(item__meeting__in=batch).delete()
            SearchItem.objects.bulk_create(rows, batch_size=500)
            index_people(batch)
        yield len(rows)


def _readable_items(meetings: list[int]) -> Iterable[Item]:
    return (
        Item.objects.filter(meeting__in=meetings)
        .with_places()
        .prefetch_related(
            Prefetch("sections", Section.objects.order_by("position")),
            Prefetch("decisions", Decision.objects.order_by("position")),
            Prefetch("attachments", Attachment.objects.order_by("position")),
        )
    )


def _row(item: Item) -> SearchItem:
    meeting, committee = item.meeting, item.meeting.committee
    own = [decision for decision in item.decisions.all() if decision.own]
    passages = [] if item.closed else list(_passages(item, own))
    vectors = Vectors()
    vectors.add(item.title, "A")
    for text, weight in passages:
        vectors.add(text, weight)
    vectors.add(item.case_number, "D")
    if not item.closed:
        vectors.add(item.document_number, "D")
    vectors.add(f"{committee.municipality.name} {committee.name}", "D", phrases=False)
    body = "\n\n".join(text for text, _ in passages)
    return SearchItem(
        item=item,
        date=meeting.date,
        year=meeting.date.year,
        municipality=committee.municipality,
        committee=committee,
        document_kind=meeting.kind,
        kind=item.kind,
        outcome=own[-1].outcome if own and not item.closed else "",
        closed=item.closed,
        departed=own[-1].followed if own and not item.closed and own[-1].followed in DEPARTED else "",
        max_amount=largest(body),
        case_number=item.case.normalised if item.case else "",
        title=item.title,
        body=body,
        vector=vectors.vector,
        exact=vectors.exact,
    )


def _passages(item: Item, own: list[Decision]) -> Iterator[tuple[str, Weight]]:
    """The public texts of an open item, what matters most first; together they are its body."""
    sections = list(item.sections.all())
    recommendations = [section for section in sections if section.role == Section.Role.RECOMMENDATION]
    for decision in own:
        yield from _texts("B", decision.text, decision.note)
    for section in recommendations:
        yield from _texts("C", section.text)
    for section in sections:
        if section not in recommendations:
            yield from _texts("D", section.heading if section.role == Section.Role.OTHER else "", section.text)
    for decision in item.decisions.all():
        if not decision.own:
            yield from _texts("D", decision.text, decision.note)
    for attachment in item.attachments.all():
        yield from _texts("D", f"{attachment.title} {attachment.document_number}")


def _texts(weight: Weight, *texts: str) -> Iterator[tuple[str, Weight]]:
    for text in texts:
        if text.strip():
            yield text.strip(), weight
