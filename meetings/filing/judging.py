"""Each own decision beside its recommendation: judged when read, and again whenever either of them changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch

from meetings.language.followed import judge
from meetings.models import Decision, Section

from .plan import Create
from .tables import SECTION, VOTE


def judge_decisions(meetings: Iterable[int]) -> int:
    """Write `followed` and its evidence on the own decisions of these meetings; returns how many changed.

    '' where nothing is recommended, or nobody may read the item. Three queries, and one more where anything changed.
    """
    sections = Section.objects.filter(role=Section.Role.RECOMMENDATION).order_by("position")
    own = (
        Decision.objects.filter(item__meeting__in=list(meetings), own=True)
        .select_related("item")
        .prefetch_related("votes", Prefetch("item__sections", sections, to_attr="recommendations"))
    )
    changed = []
    for decision in own:
        counts = {vote.position: vote.count for vote in decision.votes.all() if vote.sequence == 1}
        outcome = decision.outcome if decision.recognised else ""
        recommended = [section.text for section in getattr(decision.item, "recommendations", ())]
        kind, evidence = _judged(decision.item.closed, recommended, decision.text, outcome, counts)
        if (kind, evidence) != (decision.followed, decision.followed_evidence):
            decision.followed, decision.followed_evidence = kind, evidence
            changed.append(decision)
    if changed:
        Decision.objects.bulk_update(changed, ["followed", "followed_evidence"], batch_size=500)
    return len(changed)


def judged_when_made(item: Create, decision: Create) -> dict[str, str]:
    """The columns of a new decision of a new item, as `judge_decisions` would write them. No query."""
    values, recommended = item.values, []
    for child in item.children:
        if child.table is SECTION and child.values["role"] == Section.Role.RECOMMENDATION:
            recommended.append(child.values["text"])
    votes = [child.values for child in decision.children if child.table is VOTE]
    kind, evidence = "", ""
    if decision.values["own"]:
        counts = {vote["position"]: vote["count"] for vote in votes if vote["sequence"] == 1}
        outcome = decision.values["outcome"] if decision.values["recognised"] else ""
        kind, evidence = _judged(values["closed"], recommended, decision.values["text"], outcome, counts)
    return {"followed": kind, "followed_evidence": evidence}


def _judged(
    closed: bool, recommended: Iterable[str], text: str, outcome: str, counts: dict[str, int | None]
) -> tuple[str, str]:
    recommendation = "\n".join(recommended).strip()
    if closed or not recommendation or not text.strip():
        return "", ""
    return judge(recommendation, text, outcome, counts)
