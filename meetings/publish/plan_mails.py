"""The mail to a clerk whose planned publication something came in the way of."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import Meeting

from .addresses import absolute
from .posting import post


def tell_of_failed_plan(meeting: Meeting) -> bool:
    """Say why it was not published; False where nothing is to be said any more, or nobody is there to be told."""
    clerk = meeting.publish_by
    if not settings.CAN_MAIL or not meeting.publish_problem or clerk is None or not clerk.is_active or not clerk.email:
        return False
    context = {"meeting": meeting, "address": absolute(reverse("desk_meeting", args=[meeting.pk]))}
    text = render_to_string("emails/failed_plan.txt", context)
    subject = f"Ikke offentliggjort: {meeting}"
    return post(EmailMessage(subject, text, to=[clerk.email], headers={"Auto-Submitted": "auto-generated"}))
