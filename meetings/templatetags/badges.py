"""Badges: what was decided, what kind of item, whether it is closed. Word and icon say it, colour only helps."""

from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.models import Decision, Item

from .icons import icon

register = template.Library()

OUTCOME = Decision.Outcome
# Outcome: tone (a class of site.css) and icon.
LOOKS = {
    OUTCOME.APPROVED: ("good", "check"),
    OUTCOME.APPROVED_AMENDED: ("good", "check-plus"),
    OUTCOME.REJECTED: ("bad", "close"),
    OUTCOME.POSTPONED: ("wait", "clock"),
    OUTCOME.WITHDRAWN: ("plain", "minus"),
    OUTCOME.NOTED: ("info", "eye"),
    OUTCOME.DISCUSSED: ("info", "speech"),
    OUTCOME.RECOMMENDED: ("good", "arrow-up"),
    OUTCOME.REFERRED: ("wait", "arrow-right"),
    OUTCOME.DECIDED: ("plain", "dot"),
}
FOLLOWED = Decision.Followed
# Whether the recommendation was followed: tone, icon and words.
FOLLOWED_LOOKS = {
    FOLLOWED.FOLLOWED: ("good", "check", "Indstillingen fulgt"),
    FOLLOWED.AMENDED: ("wait", "check-plus", "Indstillingen fulgt med ændringer"),
    FOLLOWED.NOT_FOLLOWED: ("bad", "close", "Indstillingen ikke fulgt"),
    FOLLOWED.POSTPONED: ("plain", "clock", "Indstillingen ikke afgjort"),
    FOLLOWED.UNRECOGNISED: ("quiet", "question", "Forhold til indstillingen ikke genkendt"),
}
KINDS = {
    Item.Kind.DECISION: "Beslutningspunkt",
    Item.Kind.DISCUSSION: "Drøftelsespunkt",
    Item.Kind.BRIEFING: "Orienteringspunkt",
}


@register.filter
def tone(outcome: str) -> str:
    """'good', 'bad', 'wait', 'info' or 'plain'; also of an outcome that is empty."""
    return LOOKS[OUTCOME(outcome)][0] if outcome else "plain"


@register.simple_tag
@lru_cache
def outcome_badge(outcome: str, recognised: Any = True) -> SafeString:
    """'✓ Godkendt'; nothing where there is no outcome; an honest word where the reading is unsure."""
    if not outcome:
        return SafeString("")
    look, name = LOOKS[OUTCOME(outcome)]
    label = OUTCOME(outcome).label.capitalize()
    if outcome == OUTCOME.DECIDED and not recognised:
        name, label = "question", "Udfald ikke genkendt"
    return format_html('<span class="badge badge--{}">{}{}</span>', look, icon(name), label)


@register.simple_tag
@lru_cache
def followed_badge(followed: str) -> SafeString:
    """'× Indstillingen ikke fulgt'; nothing where nothing was recommended."""
    if not followed:
        return SafeString("")
    look, name, label = FOLLOWED_LOOKS[FOLLOWED(followed)]
    return format_html('<span class="badge badge--{}">{}{}</span>', look, icon(name), label)


@register.simple_tag
@lru_cache
def closed_badge() -> SafeString:
    return format_html('<span class="badge badge--plain">{}Lukket punkt</span>', icon("lock"))


@register.simple_tag
def kind_badge(kind: str) -> SafeString:
    """'Orienteringspunkt'; nothing for an item whose kind the minutes do not give."""
    label = KINDS.get(kind)  # type: ignore[call-overload]
    return format_html('<span class="badge badge--quiet">{}</span>', label) if label else SafeString("")
