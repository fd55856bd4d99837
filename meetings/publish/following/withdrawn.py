"""Which withdrawn meetings held an item that a search would have found.

Their search rows went with the withdrawal, so they are made once more, asked, and not kept. Only the meeting is told of
afterwards, never what stood in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from meetings.filing.indexing import rows_of
from meetings.models import Meeting
from meetings.search.query import Choices
from meetings.search.question import Question
from meetings.search.unstored import answering


def answers(question: Question, choices: Choices, meetings: Sequence[int]) -> list[Meeting]:
    """The meetings, in the order of their dates. As many queries whatever the number of meetings."""
    if not meetings:
        return []
    found = answering(question, choices, rows_of(meetings))
    held = Meeting.objects.filter(pk__in=meetings, items__in=found).distinct()
    return list(held.select_related("committee__municipality").order_by("date", "pk"))
