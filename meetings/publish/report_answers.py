"""The mail with which a reader's report is answered."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from meetings.models import Report

from .addresses import absolute
from .posting import post


def send_answer(report: Report) -> bool:
    """Send what the clerk wrote; False where there is nothing to send, or nobody to send it to."""
    if report.is_open or not report.email or not report.answer:
        return False
    context = {"report": report, "page": absolute(report.address) if report.address else ""}
    text = render_to_string("emails/report_answer.txt", context)
    subject = "Svar på din besked til Referatarkivet"
    return post(EmailMessage(subject, text, to=[report.email], headers={"Auto-Submitted": "auto-generated"}))
