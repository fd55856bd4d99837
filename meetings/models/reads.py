"""How often an item was read: a number, and nothing of who read it."""

from __future__ import annotations

from django.db import models

from .item import Item


class ItemReads(models.Model):
    """Natural key: item. Counted by each process and added up now and then (`filing.reads`), so the last minute of a
    process that is killed is lost."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="reads")
    times = models.PositiveIntegerField("læst", default=0, db_index=True)

    class Meta:
        verbose_name = "læsninger af et punkt"
        verbose_name_plural = "læsninger af punkter"

    def __str__(self) -> str:
        return f"{self.item_id}: {self.times}"
