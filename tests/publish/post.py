"""A mail server of our own: it takes mails by SMTP on a port of this machine and lets a test read them."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class AnyPort(Controller):
    """On whatever port the system gives; aiosmtpd itself would knock at port 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


class Post:
    """`mails` in the order they came. `refuse` maps an address to the answer it gets in place of a mailbox."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[str] = []
        self.refuse: dict[str, str] = {}
        self.controller = AnyPort(self, hostname="127.0.0.1", port=0)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        self.to += envelope.rcpt_tos
        return "250 OK"

    def start(self) -> int:
        """The port."""
        self.controller.start()
        return int(self.controller.port)

    def stop(self) -> None:
        self.controller.stop()


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def html_of(mail: EmailMessage) -> str:
    return mail.get_body(("html",)).get_content()  # type: ignore[union-attr]


def receiving(settings: Any) -> Iterator[Post]:
    """For a fixture: while it lasts, what the site sends comes here by SMTP."""
    server = Post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.start()
    settings.SITE_URL = "http://testserver"
    yield server
    server.stop()
