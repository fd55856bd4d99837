"""The keys with which a municipality's own systems hand in files."""

from __future__ import annotations

import hashlib
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from .people import User
from .places import Municipality

PREFIX = "ra_"  # so that a key that strayed into a public file is recognised for what it is


class UploadTokenManager(models.Manager["UploadToken"]):
    def make(self, *, municipality: Municipality, name: str, made_by: User | None) -> tuple[UploadToken, str]:
        """A new key and its secret, which is shown this once: only its SHA-256 is kept."""
        secret = PREFIX + secrets.token_urlsafe(32)
        row = self.create(
            municipality=municipality, name=name, made_by=made_by, hash=_hash(secret), beginning=secret[:8]
        )
        return row, secret

    def of_secret(self, secret: str) -> UploadToken | None:
        """The key that stands, or None. The secret is too long to be guessed, so that a plain hash is enough."""
        rows = self.filter(hash=_hash(secret), revoked_at=None).select_related("municipality", "made_by")
        return rows.first() if secret.startswith(PREFIX) else None


class UploadToken(models.Model):
    """A key of one municipality. Natural key: `hash`. `beginning`: by which people tell keys apart."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="upload_tokens", verbose_name="kommune")
    name = models.CharField("navn", max_length=100)
    hash = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    beginning = models.CharField("begynder med", max_length=12, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="oprettet af"
    )
    made_at = models.DateTimeField("oprettet", auto_now_add=True)
    last_used_at = models.DateTimeField("sidst brugt", null=True, blank=True)
    revoked_at = models.DateTimeField("lukket", null=True, blank=True)

    objects: ClassVar[UploadTokenManager] = UploadTokenManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "uploadnøgle"
        verbose_name_plural = "uploadnøgler"

    def __str__(self) -> str:
        return self.name


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
