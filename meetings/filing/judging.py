"""Each own decision beside its recommendation: judged when read, and again whenever either of them changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from meetings.language.followed import judge
from meetings.models import Decision, Item, Section


def judge_decisions(meetings: Iterable[int]) -> int:
    """Write `followed` and its evidence on the own decisions of these meetings; returns how many changed.

    '' where nothing is recommended, or nobody may read the item. Three queries, and one more where anything changed.
    """
    recommended = Section.objects.filter(role=Section.Role.RECOMMENDATION).order_by("position")
    own = (
        Decision.objects.filter(item__meeting__in=list(meetings), own=True)
        .select_related("item")
        .prefetch_related("votes", Prefetch("item__sections", recommended, to_attr="recommendations"))
    )
    changed = []
    for decision in own:
        kind, evidence = _judged(decision, decision.item)
        if (kind, evidence) != (decision.followed, decision.followed_evidence):
            decision.followed, decision.followed_evidence = kind, evidence
            changed.append(decision)
    if changed:
        Decision.objects.bulk_update(changed, ["followed", "followed_evidence"], batch_size=500)
    return len(changed)


def _judged(decision: Decision, item: Item) -> tuple[str, str]:
    recommendation = "\n".join(section.text for section in getattr(item, "recommendations", ())).strip()
    if item.closed or not recommendation or not decision.text.strip():
        return "", ""
    outcome = decision.outcome if decision.recognised else ""
    counts = {vote.position: vote.count for vote in decision.votes.all() if vote.sequence == 1}
    return judge(recommendation, decision.text, outcome, counts)
