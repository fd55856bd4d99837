"""Addresses that were given and are another's now: a reader who kept the old one is sent to the new."""

from __future__ import annotations

from django.db import models

from .meeting import Meeting
from .places import Committee


class Redirect(models.Model):
    """An old address, and whose page it was. Natural key: `path`.

    What stood under the old address ('…/punkt-4/') stands under the new one. The new address is not kept, it is asked
    for: a meeting that moves twice needs no chain.
    """

    path = models.CharField("gammel adresse", max_length=400, unique=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="møde")
    committee = models.ForeignKey(
        Committee, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="udvalg"
    )
    made_at = models.DateTimeField("siden", auto_now_add=True)

    class Meta:
        verbose_name = "omdirigering"
        verbose_name_plural = "omdirigeringer"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=False) ^ models.Q(committee__isnull=False),
                name="redirect_to_one_page",
            )
        ]

    def __str__(self) -> str:
        return self.path

    @classmethod
    def away_from(cls, path: str) -> str:
        """Where a path leads that is no page any longer; '' where it never was one. One query."""
        if "\0" in path:  # which the database cannot even be asked for
            return ""
        parts = path.split("/")[:8]  # '/varde/byraadet/2023-12-05/punkt-4/': the longest known beginning counts
        beginnings = ["/".join(parts[:length]) + "/" for length in range(3, len(parts) + 1)]
        known = cls.objects.filter(path__in=beginnings).select_related(
            "meeting__committee__municipality", "committee__municipality"
        )
        for longest in sorted(known, key=lambda row: -len(row.path))[:1]:
            page = longest.meeting or longest.committee
            new = page.get_absolute_url() if page else ""
            return "" if not new or path.startswith(new) else new + path.removeprefix(longest.path)
        return ""
