"""Sending one mail so that no log holds an address: the mail server's own errors name whom they speak of."""

from __future__ import annotations

from django.core.mail import EmailMessage


class NotPosted(OSError):
    """The mail was not sent; says by what kind of error, and nothing of the mail."""


def post(message: EmailMessage) -> bool:
    """Whether it was sent. Raises NotPosted."""
    try:
        return bool(message.send())
    except OSError as error:  # SMTPException is one as well
        raise NotPosted(type(error).__name__) from None
