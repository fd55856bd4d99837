"""Other names of the same: what a merger or a new name left behind, so that files yet to come find their place."""

from __future__ import annotations

from django.db import models

from .places import Committee, Municipality


class CommitteeAlias(models.Model):
    """A name that a body also goes by in documents. Natural key: municipality + name."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="aliases", verbose_name="udvalg")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name="kommune")
    name = models.CharField("navn", max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name = "andet navn på et udvalg"
        verbose_name_plural = "andre navne på udvalg"
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="committee_alias_natural_key")]

    def __str__(self) -> str:
        return self.name


class PersonAlias(models.Model):
    """A spelling that somebody decided is the same person as another. Natural key: municipality + key.

    Persons are made anew with every reading, so the alias holds names and no row: `key` is read as `of_key`, whose
    name is printed `of_name`; `slug` is the address that the merged page had.
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="person_aliases", verbose_name="kommune"
    )
    name = models.CharField("stavemåde", max_length=200)
    key = models.CharField(max_length=200, editable=False)
    slug = models.SlugField("gammel adresse", max_length=90)
    of_name = models.CharField("er den samme som", max_length=200)
    of_key = models.CharField(max_length=200, editable=False)
    made_at = models.DateTimeField("siden", auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "anden stavemåde af et navn"
        verbose_name_plural = "andre stavemåder af navne"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="person_alias_natural_key"),
            models.CheckConstraint(condition=~models.Q(key=models.F("of_key")), name="person_alias_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.name} er {self.of_name}"
