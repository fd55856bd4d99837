"""Where a row that a person adds, or takes back, comes to stand: after the last of its kind."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Max

from .tables import ITEM, VOTE, Table
from .wanted import free_slug


def place_last(table: Table, row: Any, parent: models.Model) -> None:
    others = table.model._default_manager.filter(**{f"{table.parent}_id": parent.pk})
    if table is VOTE:
        others = others.filter(position=row.position)
    place = "sequence" if table is VOTE else "position"
    if place in table.derived:
        setattr(row, place, (others.aggregate(last=Max(place))["last"] or 0) + 1)
    if table is ITEM:
        row.slug = free_slug(row.number, row.position, set(others.values_list("slug", flat=True)))
