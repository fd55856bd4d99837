"""The elected, as the minutes name them: derived from what is published, and never corrected here."""

from __future__ import annotations

from django.db import models

from .addresses import path_of
from .decision import Vote
from .meeting import Meeting
from .places import Municipality


class Person(models.Model):
    """A name in the minutes of one municipality's elected bodies. Natural key: municipality + `key`.

    `key` is the name with spaces and capitals evened out, and nothing else: 'Anne Holm' and 'Anne M. Holm' stay two,
    since nothing in the minutes says that they are one. Two persons of the same name cannot be told apart, and the
    page says so.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="persons", verbose_name="kommune")
    name = models.CharField("navn", max_length=200)
    key = models.CharField(max_length=200, editable=False)
    slug = models.SlugField("adresse", max_length=90)

    class Meta:
        ordering = ["name"]
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="person_natural_key"),
            models.UniqueConstraint(fields=["municipality", "slug"], name="person_address"),
        ]
        indexes = [models.Index(fields=["key"], name="person_key")]  # a name that is searched for, wherever it is

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of(self.municipality.slug, "person", self.slug)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def newest_first(self) -> PresenceQuerySet:
        return self.order_by("-date", "-meeting_id")

    def with_places(self) -> PresenceQuerySet:
        return self.select_related("meeting__committee__municipality")


class Presence(models.Model):
    """What published minutes of a meeting say of a person's being there. Natural key: person + meeting.

    `present` is what the list of members says or a vote shows, None where the person stands in neither. `decided`
    counts the meeting's own open decisions: `away` those at which the person is named as absent from the meeting,
    `away_here` those in which alone the person took no part (disqualified, or out of the room).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="presences")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    date = models.DateField()  # the meeting's, so that the newest of a person are found without it
    present = models.BooleanField(null=True)
    away = models.PositiveSmallIntegerField(default=0)
    away_here = models.PositiveSmallIntegerField(default=0, db_default=0)
    decided = models.PositiveSmallIntegerField(default=0)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "persons møde"
        verbose_name_plural = "personers møder"
        constraints = [models.UniqueConstraint(fields=["person", "meeting"], name="presence_natural_key")]
        indexes = [models.Index(fields=["person", "-date", "-meeting"], name="presence_newest")]

    def __str__(self) -> str:
        return f"{self.person}, {self.date}"

    @property
    def attended(self) -> bool | None:
        """Whether the person sat in the meeting at all; None where the minutes do not say."""
        if self.decided and self.away >= self.decided:
            return False
        if self.present is None:
            return True if self.away or self.away_here else None
        return self.present

    @property
    def was_away_in_part(self) -> bool:
        return bool(self.away) and self.attended is True


class PersonVoteQuerySet(models.QuerySet["PersonVote"]):
    def newest_first(self) -> PersonVoteQuerySet:
        return self.order_by("-date", "-vote_id")

    def with_places(self) -> PersonVoteQuerySet:
        """With the vote and everything its line names."""
        return self.select_related("vote__decision__item__meeting__committee__municipality")


class PersonVote(models.Model):
    """A vote or a reservation that published minutes print with a person's name. Natural key: person + vote."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="votes")
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="voters")
    date = models.DateField()
    party = models.CharField(max_length=60, blank=True, default="", db_default="")  # as printed with the name there

    objects = PersonVoteQuerySet.as_manager()

    class Meta:
        verbose_name = "persons stemme"
        verbose_name_plural = "personers stemmer"
        constraints = [models.UniqueConstraint(fields=["person", "vote"], name="person_vote_natural_key")]
        indexes = [models.Index(fields=["person", "-date", "-vote"], name="person_vote_newest")]

    def __str__(self) -> str:
        return f"{self.person}: {self.vote}"
