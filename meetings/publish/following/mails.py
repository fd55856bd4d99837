"""The two mails a follower gets, in plain text and simple HTML: 'do you want this?' and 'this is new'."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from meetings.models import Meeting, Subscription
from meetings.templatetags.danish import count_of

from ..addresses import absolute, host
from ..wording import clean, meeting_title, place_of, result_of
from .links import CONFIRM_WITHIN, confirm_link, leave_link
from .news import News
from .targets import Target

MOST_ENTRIES = 40  # in one mail; the rest is counted and linked to
LONGEST_SUBJECT = 120


def confirmation(subscription: Subscription, target: Target) -> EmailMultiAlternatives:
    context = {
        "target": target,
        "frequency": subscription.get_frequency_display(),
        "link": confirm_link(subscription),
        "days": CONFIRM_WITHIN.days,
    }
    return _mail(subscription, f"Bekræft: {target.title}", "confirm", context)


def of_news(subscription: Subscription, target: Target, news: News) -> EmailMultiAlternatives:
    room = MOST_ENTRIES
    groups = []
    for heading, rows, withdrawn in (
        ("Nyt", news.new, False),
        ("Rettet", news.corrected, False),
        ("Offentliggjort igen", news.again, False),
        ("Trukket tilbage", news.withdrawn, True),
    ):
        shown = rows[: max(room, 0)]
        room -= len(shown)
        if shown:
            groups.append((heading, [_withdrawn(row) if withdrawn else _entry(row) for row in shown]))
    context = {
        "target": target,
        "groups": groups,
        "left_out": max(len(news) - MOST_ENTRIES, 0),
        "page": absolute(target.address),
        "leave": leave_link(subscription),
    }
    message = _mail(subscription, f"{_how_many(news)}: {target.title}", "news", context)
    # RFC 8058: the receiver's mail program can end this with one click, by a POST without cookies.
    message.extra_headers["List-Unsubscribe"] = f"<{leave_link(subscription)}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _mail(subscription: Subscription, subject: str, name: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    line = " ".join(clean(subject).split())
    context |= {"site": absolute("/"), "contact": settings.CONTACT_EMAIL}
    message = EmailMultiAlternatives(
        line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…",
        render_to_string(f"emails/{name}.txt", context),
        to=[subscription.email],
        headers={"Auto-Submitted": "auto-generated", "List-Id": f"Referatarkivet <foelg.{host()}>"},
    )
    message.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    return message


def _entry(row: Any) -> dict[str, str]:
    """An item, or a committee's meeting."""
    if isinstance(row, Meeting):
        count = count_of(row.item_count, "punkt,punkter")
        return {"title": clean(meeting_title(row)), "where": count, "url": absolute(row.get_absolute_url())}
    outcome, text = result_of(row)
    return {
        "title": clean(row.title),
        "where": clean(place_of(row)),
        "outcome": outcome,
        "text": text,
        "url": absolute(row.get_absolute_url()),
    }


def _withdrawn(meeting: Meeting) -> dict[str, str]:
    return {
        "title": clean(meeting_title(meeting)),
        "text": clean(meeting.withdrawal_reason),
        "url": absolute(meeting.get_absolute_url()),
    }


def _how_many(news: News) -> str:
    """'3 nye', '1 rettet', '2 nye og 1 trukket tilbage'"""
    words = (
        (news.new, "ny,nye"),
        (news.corrected, "rettet,rettede"),
        (news.again, "offentliggjort igen,offentliggjort igen"),
        (news.withdrawn, "trukket tilbage,trukket tilbage"),
    )
    parts = [count_of(len(rows), word) for rows, word in words if rows]
    return " og ".join(parts)
