"""What a body decided on an item, who voted how, who was away, and the papers beside it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from meetings.language.names import name_and_party, with_party

from .document import SourceDocument
from .item import Item
from .places import Committee

ROOM = 160  # characters of a decision beside the sentence that tells, from which on that is worth showing alone


class Decision(models.Model):
    """What a body decided on an item and when. Natural key: item + position."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "godkendt"
        APPROVED_AMENDED = "approved_amended", "godkendt med ændringer"
        REJECTED = "rejected", "ikke godkendt"
        POSTPONED = "postponed", "udsat"
        WITHDRAWN = "withdrawn", "udgået"
        NOTED = "noted", "taget til efterretning"
        DISCUSSED = "discussed", "drøftet"
        RECOMMENDED = "recommended", "anbefalet"
        REFERRED = "referred", "sendt videre"
        DECIDED = "decided", "anden beslutning"

    class Followed(models.TextChoices):
        """Whether a decision is what was recommended; meetings.language.followed says what each means."""

        FOLLOWED = "followed", "indstillingen fulgt"
        AMENDED = "amended", "fulgt med ændringer"
        NOT_FOLLOWED = "not_followed", "indstillingen ikke fulgt"
        POSTPONED = "postponed", "ikke afgjort"
        UNRECOGNISED = "unrecognised", "ikke genkendt"

    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions", verbose_name="punkt")
    position = models.PositiveSmallIntegerField("rækkefølge")
    body = models.CharField("organ", max_length=200, help_text="som trykt")
    committee = models.ForeignKey(
        Committee, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name="udvalg"
    )
    date = models.DateField("dato", null=True, blank=True)
    outcome = models.CharField("udfald", max_length=20, choices=Outcome, default=Outcome.DECIDED)
    recognised = models.BooleanField("udfald genkendt", default=True)
    own = models.BooleanField("mødets egen beslutning", default=True)
    text = models.TextField("tekst", blank=True)
    note = models.TextField("bemærkning", blank=True)
    page = models.PositiveIntegerField("side", null=True, blank=True)
    # Judged by filing from the recommendation, this decision and its votes; '' where there is nothing to compare.
    followed = models.CharField(
        "indstilling og beslutning",
        max_length=16,
        choices=Followed,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    followed_evidence = models.TextField(
        "sætningen, der viser det", blank=True, default="", db_default="", editable=False
    )

    # Where a page reads them beside it (meetings/pages/contents.py): those away from the meeting and those who took no
    # part in this item alone, 'Lise Holm (V)', and the votes, all in the order of the minutes.
    absent_names: list[str]
    absent_here: list[str]
    vote_list: list[Vote]

    class Meta:
        ordering = ["position"]
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="decision_natural_key", deferrable=models.Deferrable.DEFERRED
            )
        ]
        indexes = [
            models.Index(fields=["committee", "date"], name="decision_of_committee"),
            models.Index(fields=["item"], name="decision_quoted", condition=models.Q(own=False)),
            models.Index(fields=["item"], name="decision_unrecognised", condition=models.Q(recognised=False)),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_outcome_display()}"

    @property
    def telling_sentence(self) -> str:
        """The sentence that shows why a decision is called a departure; '' where the text is little more than that."""
        called = self.followed in (self.Followed.AMENDED, self.Followed.NOT_FOLLOWED)
        worth_it = len(self.text) > len(self.followed_evidence) + ROOM
        return self.followed_evidence if called and worth_it else ""


class Vote(models.Model):
    """The parties and persons on one side of a vote. Natural key: decision + position + sequence."""

    # What `position` says where the text names no alternative of its own.
    POSITIONS = {"for": "for", "against": "imod", "abstain": "undlod at stemme", "reservation": "forbehold"}

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="votes", verbose_name="beslutning")
    position = models.CharField(
        "stilling", max_length=200, help_text="for, against, abstain, reservation eller et navngivet alternativ"
    )
    sequence = models.PositiveSmallIntegerField(
        "nummer", default=1, help_text="1, medmindre der blev stemt flere gange i samme beslutning"
    )
    parties = ArrayField(models.CharField(max_length=60), verbose_name="partier", default=list, blank=True)
    persons = ArrayField(models.CharField(max_length=200), verbose_name="personer", default=list, blank=True)
    # By name and not by place in `persons`: a name that is corrected must not get its neighbour's party.
    affiliations = ArrayField(
        models.CharField(max_length=263),
        verbose_name="partier ved navnene",
        default=list,
        db_default=[],
        blank=True,
        help_text="Som trykt: Anne Hansen (A)",
    )
    count = models.PositiveSmallIntegerField("antal stemmer", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = "stemme"
        verbose_name_plural = "stemmer"
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "position", "sequence"],
                name="vote_natural_key",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.POSITIONS.get(self.position, self.position)

    @property
    def party_of(self) -> dict[str, str]:
        """{name: party as printed} of those of `persons` whose party stands with the name."""
        said = dict(map(name_and_party, self.affiliations))
        return {name: said[name] for name in self.persons if said.get(name)}

    @property
    def printed_persons(self) -> list[str]:
        """'Anne Hansen (A)'"""
        parties = self.party_of
        return [with_party(name, parties.get(name, "")) for name in self.persons]


class Absence(models.Model):
    """Who was away when a decision was made. Natural key: decision + name.

    `from_item`: disqualified, or out of the room for another reason, but at the meeting for all the minutes say.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="absences", verbose_name="beslutning")
    name = models.CharField("navn", max_length=200)
    from_item = models.BooleanField("kun fraværende ved dette punkt", default=False, db_default=False)
    party = models.CharField("parti, som trykt", max_length=60, blank=True, default="", db_default="")

    class Meta:
        ordering = ["id"]
        verbose_name = "fraværende"
        verbose_name_plural = "fraværende"
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "name"], name="absence_natural_key", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed(self) -> str:
        return with_party(self.name, self.party)


class Attachment(models.Model):
    """A bilag: its title, its document number and, where we have it, its file. Natural key: item + position."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments", verbose_name="punkt")
    position = models.PositiveSmallIntegerField("rækkefølge")
    title = models.TextField("titel")
    document_number = models.CharField("dokumentnummer", max_length=80, blank=True)
    document = models.ForeignKey(
        SourceDocument, models.SET_NULL, null=True, blank=True, related_name="attachments", verbose_name="fil"
    )

    class Meta:
        ordering = ["position"]
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="attachment_natural_key", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title
