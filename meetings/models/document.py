"""The original file, never changed, and what the parser said of it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from meetings.ingest.personal_data import masked_name

from .meeting import Meeting
from .places import Municipality


class SourceDocumentQuerySet(models.QuerySet["SourceDocument"]):
    def of_published_meetings(self) -> SourceDocumentQuerySet:
        """The originals a reader may have: not held back, without text under a closed item, without an item that was
        erased, and with nothing in the open that is closed or left out since."""
        return self.filter(
            SourceDocument.NOTHING_HIDDEN, meeting__status=Meeting.Status.PUBLISHED, outcome=SourceDocument.Outcome.OK
        )

    def kept(self) -> SourceDocumentQuerySet:
        """Those whose bytes are there: all but the erased."""
        return self.exclude(outcome=SourceDocument.Outcome.ERASED)

    def waiting_for_recognition(self) -> SourceDocumentQuerySet:
        """Scans, what has letters without meaning, and documents that were read but for some such pages."""
        pages = models.Q(warnings__contains=[{"code": SourceDocument.PAGES_WAITING}])
        read = models.Q(outcome__in=SourceDocument.READ)
        return self.filter(models.Q(outcome__in=SourceDocument.FOR_RECOGNITION) | (read & pages))

    def for_readers(self) -> SourceDocumentQuerySet:
        """The originals of published meetings, and the files beside their open items."""
        attached = self.filter(
            SourceDocument.NOTHING_HIDDEN,
            attachments__item__meeting__status=Meeting.Status.PUBLISHED,
            attachments__item__closed=False,
            outcome=SourceDocument.Outcome.OK,
        )
        of_meetings = self.of_published_meetings()
        return self.filter(models.Q(pk__in=of_meetings.values("pk")) | models.Q(pk__in=attached.values("pk")))

    def shown_page_by_page(self) -> SourceDocumentQuerySet:
        """The originals whose pages a reader may look at one by one."""
        return self.of_published_meetings().filter(media_type=SourceDocument.PDF, pages__gte=1, redacted=False)

    def newest_version_first(self) -> SourceDocumentQuerySet:
        """Of a meeting. Each with `is_newest`: no later version is filed, not even one that readers may not have."""
        later = SourceDocument.objects.filter(
            meeting=models.OuterRef("meeting"), version__gt=models.OuterRef("version")
        )
        return self.annotate(is_newest=~models.Exists(later)).order_by("-version")

    def shown_beside(self, meeting: Meeting) -> list[SourceDocument]:
        """Of a published meeting: the originals that a reader may have (`of_published_meetings`), the newest first,
        each with `is_newest`. One plain query: a meeting has few."""
        return SourceDocument.shown(list(self.filter(meeting=meeting).light().order_by("-version")))

    def light(self) -> SourceDocumentQuerySet:
        """Without the two large columns that no list shows."""
        return self.defer("parsed", "text")


class SourceDocument(models.Model):
    """An original and its reading. Natural key: `sha256`. The bytes lie in ORIGINALS_DIR under their hash."""

    class Outcome(models.TextChoices):
        RECEIVED = "received", "modtaget, ikke læst endnu"
        OK = "ok", "læst"
        SCANNED = "scanned", "venter på OCR"
        UNREADABLE_TEXT_LAYER = "unreadable_text_layer", "tekstlaget kan ikke læses"
        ENCRYPTED = "encrypted", "beskyttet med adgangskode"
        DAMAGED = "damaged", "beskadiget"
        TOO_LARGE = "too_large", "for stor"
        TOO_COMPLEX = "too_complex", "for kompliceret"
        EMPTY = "empty", "tom"
        WRONG_TYPE = "wrong_type", "ikke den type, filen giver sig ud for"
        UNSUPPORTED = "unsupported", "filtypen understøttes ikke"
        INCOMPLETE = "incomplete", "kommune, udvalg eller dato mangler"
        CHOICE = "choice", "venter på et valg"
        FOREIGN = "foreign", "fra en anden kommune"
        BLOCKED = "blocked", "holdt tilbage: personoplysninger"
        FAILED = "failed", "fejl under læsningen"
        ERASED = "erased", "slettet"

    # No page of it was read, and OCR may read them; lines of it were read, whether it has its place or not.
    FOR_RECOGNITION = (Outcome.SCANNED, Outcome.UNREADABLE_TEXT_LAYER)
    READ = (Outcome.OK, Outcome.BLOCKED, Outcome.INCOMPLETE, Outcome.CHOICE)
    PDF = "application/pdf"
    MOST_PAGES = 600  # that are shown one by one
    # The warnings that keep an original from readers: the parser's; that it brings an erased item again; and that an
    # item stands open in it that is closed, or left out of the meeting, since (filing/hidden_since.py).
    TEXT_UNDER_CLOSED = "text_under_closed"
    ERASED_AGAIN = "erased_again"
    CLOSED_SINCE, GONE_SINCE = "closed_since", "gone_since"
    HIDING = (TEXT_UNDER_CLOSED, ERASED_AGAIN, CLOSED_SINCE, GONE_SINCE)
    NOTHING_HIDDEN = (
        ~models.Q(warnings__contains=[{"code": TEXT_UNDER_CLOSED}])
        & ~models.Q(warnings__contains=[{"code": ERASED_AGAIN}])
        & ~models.Q(warnings__contains=[{"code": CLOSED_SINCE}])
        & ~models.Q(warnings__contains=[{"code": GONE_SINCE}])
    )
    # The meeting was erased, and this file brings it again: a draft until somebody decides.
    MEETING_ERASED = "meeting_erased"
    # The parser's warning that pages have no text to read, which the worker recognises where Tesseract is installed.
    PAGES_WAITING = "pages_waiting"
    # The parser's warning that nobody has read a page, and so nobody has looked through it for personal data.
    PAGE_GIVEN_UP = "page_given_up"

    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")], editable=False
    )
    filename = models.CharField("filnavn", max_length=255)
    media_type = models.CharField("filtype", max_length=100)
    size = models.PositiveBigIntegerField("størrelse i bytes")
    pages = models.PositiveIntegerField("sider", null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="kommune"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="møde"
    )
    version = models.PositiveSmallIntegerField("version", null=True, blank=True)
    received_at = models.DateTimeField("modtaget", auto_now_add=True)
    received_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="modtaget fra"
    )
    outcome = models.CharField("resultat", max_length=24, choices=Outcome, default=Outcome.OK)
    problem = models.TextField("hvad der gik galt", blank=True)
    dialect = models.CharField("dialekt", max_length=40, blank=True)
    ocr = models.BooleanField("læst med OCR", default=False)
    warnings = models.JSONField("advarsler", default=list, blank=True)
    unread = models.JSONField("ulæste linjer", default=list, blank=True)
    # Words of it are struck out: readers get the text without them in place of the file.
    redacted = models.BooleanField("udstreget", default=False, db_default=False, editable=False)
    parsed = models.JSONField("det læste", null=True, blank=True, editable=False)
    text = models.TextField("tekst", blank=True, editable=False)

    objects = SourceDocumentQuerySet.as_manager()

    is_newest: bool  # where a query asked: newest_version_first, shown_beside

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name = "original"
        verbose_name_plural = "originaler"
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="document_version_of_meeting")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The file's name for people and logs. `filename` is for the guard, which looks through it at each reading."""
        return masked_name(self.filename)

    @property
    def is_safe_for_readers(self) -> bool:
        """As the querysets say it, of a row at hand: read without trouble, and nothing in it that readers may not
        have."""
        return self.outcome == self.Outcome.OK and not any(
            warning.get("code") in self.HIDING for warning in self.warnings
        )

    @property
    def why_withheld(self) -> str:
        """Of a file that readers may not have, as they are told it; '' where there is nothing to tell but that."""
        codes = {warning.get("code") for warning in self.warnings}
        if self.outcome != self.Outcome.OK or not codes & {self.CLOSED_SINCE, self.GONE_SINCE}:
            return ""
        what = "lukket" if self.CLOSED_SINCE in codes else "taget ud af mødet"
        return f"Filen vises ikke, fordi et punkt siden er {what}."

    @property
    def shown_pages(self) -> int:
        """How many pages can be looked at one by one: those of a PDF, up to a limit."""
        return min(self.pages or 0, self.MOST_PAGES) if self.media_type == self.PDF and not self.redacted else 0

    @property
    def public_name(self) -> str:
        """The file's name as readers see it: a name may hold what is struck out, or a person's number."""
        return "Fil med udstregninger" if self.redacted else self.shown_name

    @property
    def path(self) -> Path:
        """Where the bytes lie: ORIGINALS_DIR/ab/abcdef…"""
        return Path(settings.ORIGINALS_DIR) / self.sha256[:2] / self.sha256

    @staticmethod
    def shown(documents: list[SourceDocument]) -> list[SourceDocument]:
        """Of all that a published meeting has: those that a reader may have, each with `is_newest`."""
        newest = max((document.version or 0 for document in documents), default=0)
        for document in documents:
            document.is_newest = document.version is None or document.version == newest
        return [document for document in documents if document.is_safe_for_readers]

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.sha256])
