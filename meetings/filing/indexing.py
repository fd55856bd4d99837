"""The search rows of meetings: one for each item of a published meeting, none for any other.

Minutes replace their agenda: where a committee has published minutes of a day, its agendas of that day have no rows.

What an item is found by, and how much it weighs:

- A its title; B what its own meeting decided; C the recommendation;
- D the rest: other sections, what other bodies decided, titles of attachments, its case and document numbers, and the
  names of its municipality and committee, since people type the town beside the subject ('varde cykelsti').

CPR numbers are masked, also where somebody has decided that the text is published all the same.
Left out: who sat in the meeting and who was away (a name is found where the text says something of it), and headings
that every item has ('Sagsfremstilling'). Of a closed item: only title, case number and place, and no body at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Prefetch, Q

from meetings.ingest.personal_data import mask
from meetings.language.amounts import largest
from meetings.language.parties import is_without_party, party
from meetings.models import Attachment, Decision, Item, Meeting, SearchItem, Section
from meetings.models.word import lexicon

from .apply import lock
from .judging import judge_decisions
from .people import index_people
from .vectors import Vectors, Weight

DEPARTED = (Decision.Followed.AMENDED, Decision.Followed.NOT_FOLLOWED)  # what the filter 'fraveget' finds
_BATCH = 200  # meetings held in memory at a time by rebuild_all


def index_meeting(meeting: Meeting) -> int:
    """Write the meeting's search rows anew, and the persons it names, or remove both where it is not published.

    The agendas that it replaces, or no longer does, lose their rows or get them back. Returns how many search rows the
    meeting has. As many queries whatever the number of items; runs inside the caller's transaction.
    """
    with transaction.atomic():
        replaced = _agendas_beside(meeting)
        items = list(_readable_items(_findable([meeting.pk])))
        rows = [_row(item) for item in items]
        SearchItem.objects.filter(item__meeting=meeting).delete()
        _store(rows)
        if replaced:
            _index_agendas(replaced)
        index_people([meeting.pk], items)
    return len(rows)


def index_made(meeting: Meeting) -> None:
    """As `index_meeting`, of one that was made and published in this transaction and holds all its rows: it has no
    search rows yet, and names nobody yet."""
    replaced = _agendas_of({(meeting.committee_id, meeting.date)}, meeting)
    items = list(meeting.items.all())
    if meeting.kind == Meeting.Kind.MINUTES or _findable([meeting.pk]):
        _store([_row(item) for item in items])
    if replaced:
        _index_agendas(replaced)
    index_people([], items)


def rows_of(meetings: Iterable[int]) -> list[SearchItem]:
    """The search rows that meetings would have if they were published, without being stored."""
    return [_row(item) for item in _readable_items(list(meetings))]


def _agendas_beside(meeting: Meeting) -> list[int]:
    """The other published agendas of the meeting's day, and of the day its search rows still tell of."""
    earlier = SearchItem.objects.filter(item__meeting=meeting).values_list("committee_id", "date").distinct()
    return _agendas_of({(meeting.committee_id, meeting.date), *earlier}, meeting)


def _agendas_of(days: set[tuple[int, datetime.date]], meeting: Meeting) -> list[int]:
    """Published agendas of bodies and days, but for `meeting` itself.

    Holds these days until the transaction ends: of minutes and agenda published at once, the later sees the earlier.
    """
    for committee, date in sorted(days):
        lock("search of the day", committee, date)
    of_days = [Q(committee=committee, date=date) for committee, date in days]
    agendas = Meeting.objects.published().filter(reduce(or_, of_days), kind__in=Meeting.AGENDAS)
    return list(agendas.exclude(pk=meeting.pk).values_list("pk", flat=True))


def _index_agendas(agendas: list[int]) -> None:
    """Only what must change is written: those found and not replaced keep the rows they have."""
    findable = set(_findable(agendas))
    held = SearchItem.objects.filter(item__meeting__in=agendas)
    indexed = set(held.values_list("item__meeting", flat=True).distinct())
    held.filter(item__meeting__in=indexed - findable).delete()
    if missing := findable - indexed:
        _store([_row(item) for item in _readable_items(sorted(missing))])


def _findable(meetings: Iterable[int]) -> list[int]:
    return list(Meeting.objects.findable().filter(pk__in=meetings).values_list("pk", flat=True))


def rebuild_all(*, meetings: Iterable[int] | None = None) -> Iterator[int]:
    """Write every search row anew, a batch of meetings a transaction; yields the rows written after each batch.

    What follows from the words is worked out anew as well: judgements of decisions, and persons. Readers find the old
    rows of a batch until its new ones are there. Rows of meetings that are not to be found go first.
    """
    SearchItem.objects.exclude(item__meeting__in=Meeting.objects.findable().values("pk")).delete()
    published = Meeting.objects.published().order_by("pk")
    wanted = list((published if meetings is None else published.filter(pk__in=meetings)).values_list("pk", flat=True))
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        judge_decisions(batch)
        rows = [_row(item) for item in _readable_items(_findable(batch))]
        with transaction.atomic():
            SearchItem.objects.filter(item__meeting__in=batch).delete()
            _store(rows)
            index_people(batch)
        yield len(rows)


def _readable_items(meetings: list[int]) -> Iterable[Item]:
    return (
        Item.objects.filter(meeting__in=meetings)
        .with_places()
        .prefetch_related(
            Prefetch("sections", Section.objects.order_by("position")),
            Prefetch("decisions", Decision.objects.order_by("position")),
            "decisions__votes",
            Prefetch("attachments", Attachment.objects.order_by("position")),
        )
    )


def _store(rows: Iterable[SearchItem]) -> None:
    """By COPY, in a third of our processor time for an INSERT, which puts every vector in quotes."""
    names = [field.attname for field in SearchItem._meta.concrete_fields]  # as the columns are called
    into = f"COPY {SearchItem._meta.db_table} ({', '.join(names)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([getattr(row, name) for name in names])


def _row(item: Item) -> SearchItem:
    meeting, committee = item.meeting, item.meeting.committee
    own = [decision for decision in item.decisions.all() if decision.own]
    passages = [] if item.closed else list(_passages(item, own))
    vectors = Vectors(lexicon())
    title = mask(item.title, runs=False)
    vectors.add(title, "A")
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
        has_attachments=bool(not item.closed and item.attachments.all()),
        parties=_parties(item),
        max_amount=largest(body),
        case_number=item.case.normalised if item.case else "",
        title=title,
        body=body,
        vector=vectors.vector,
        exact=vectors.exact,
    )


def _parties(item: Item) -> list[str] | None:
    """Those named in the votes of an open item, in order; None where there are none."""
    if item.closed:
        return None
    votes = [vote for decision in item.decisions.all() for vote in decision.votes.all()]
    named = {party(one) for vote in votes for one in vote.parties}
    named |= {party(one) for vote in votes for one in vote.party_of.values() if not is_without_party(one)}
    return sorted(named - {""}) or None


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
            yield mask(text.strip(), runs=False), weight
