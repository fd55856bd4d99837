"""Each own decision beside its recommendation: judged when read, and again whenever either of them changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from meetings.language.passed_on import Said, judge_after
from meetings.models import Decision, Section

from .steps import Create
from .tables import DECISION, SECTION, VOTE


def judge_decisions(meetings: Iterable[int]) -> int:
    """Write `followed` and its evidence on the own decisions of these meetings; returns how many changed.

    '' where nothing is recommended, or nobody may read the item. Three queries, and one more where anything changed.
    """
    sections = Section.objects.filter(role=Section.Role.RECOMMENDATION).order_by("position")
    decisions = (
        Decision.objects.filter(item__meeting__in=list(meetings))
        .select_related("item")
        .prefetch_related("votes", Prefetch("item__sections", sections, to_attr="recommendations"))
        .order_by("item_id", "position")
    )
    changed = []
    quoted: dict[int, list[Said]] = defaultdict(list)
    for decision in decisions:
        counts = {vote.position: vote.count for vote in decision.votes.all() if vote.sequence == 1}
        outcome = decision.outcome if decision.recognised else ""
        said = Said(decision.body, decision.text, outcome, counts)
        if not decision.own:
            quoted[decision.item_id].append(said)
            continue
        recommended = [section.text for section in getattr(decision.item, "recommendations", ())]
        kind, evidence = _judged(decision.item.closed, recommended, said, quoted[decision.item_id])
        if (kind, evidence) != (decision.followed, decision.followed_evidence):
            decision.followed, decision.followed_evidence = kind, evidence
            changed.append(decision)
    if changed:
        Decision.objects.bulk_update(changed, ["followed", "followed_evidence"], batch_size=500)
    return len(changed)


def judged_when_made(item: Create, decision: Create) -> dict[str, str]:
    """The columns of a new decision of a new item, as `judge_decisions` would write them. No query."""
    recommended, quoted = [], []
    for child in item.children:
        if child.table is SECTION and child.values["role"] == Section.Role.RECOMMENDATION:
            recommended.append(child.values["text"])
    if not decision.values["own"]:
        return {"followed": "", "followed_evidence": ""}
    for child in item.children:
        if child is decision:
            break
        if child.table is DECISION and not child.values["own"]:
            quoted.append(_said(child))
    kind, evidence = _judged(item.values["closed"], recommended, _said(decision), quoted)
    return {"followed": kind, "followed_evidence": evidence}


def _said(decision: Create) -> Said:
    votes = [child.values for child in decision.children if child.table is VOTE]
    counts = {vote["position"]: vote["count"] for vote in votes if vote["sequence"] == 1}
    outcome = decision.values["outcome"] if decision.values["recognised"] else ""
    return Said(decision.values["body"], decision.values["text"], outcome, counts)


def _judged(closed: bool, recommended: Iterable[str], said: Said, quoted: Sequence[Said]) -> tuple[str, str]:
    """`quoted`: the treatments that the item quotes before this decision, by whatever body."""
    recommendation = "\n".join(recommended).strip()
    if closed or not recommendation or not said.text.strip():
        return "", ""
    return judge_after(recommendation, said, [one for one in quoted if one.body != said.body])
