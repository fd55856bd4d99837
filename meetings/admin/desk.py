"""What the clerks' desk and its readers write, and what the archive keeps for itself: to see, not to change here."""

from __future__ import annotations

from django.contrib import admin

from meetings.models import (
    Batch,
    CommitteeAlias,
    Erasure,
    Indexing,
    ItemReads,
    Redaction,
    Redirect,
    Report,
    Upload,
    UploadToken,
    Word,
)

from .audited import ReadOnly
from .filters import by_municipality


@admin.register(Batch)
class BatchAdmin(ReadOnly):
    list_display = ["__str__", "municipality"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["municipality__name"]


@admin.register(Upload)
class UploadAdmin(ReadOnly):
    list_display = ["__str__", "batch"]
    list_filter = [by_municipality("batch__municipality")]
    list_select_related = ["batch__municipality"]
    search_fields = ["filename"]
    exclude = ["filename"]  # the page's heading says it, masked


@admin.register(UploadToken)
class UploadTokenAdmin(ReadOnly):
    list_display = ["__str__", "municipality"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["name"]
    exclude = ["hash"]


@admin.register(Report)
class ReportAdmin(ReadOnly):
    list_display = ["__str__", "kind", "municipality", "address", "state", "made_at"]
    list_filter = ["state", "kind", by_municipality("municipality")]
    list_select_related = ["municipality"]
    search_fields = ["address", "message"]


@admin.register(Redaction)
class RedactionAdmin(ReadOnly):
    list_display = ["__str__", "municipality", "scope", "made_at", "lifted_at"]
    list_filter = ["kind", by_municipality("municipality")]
    list_select_related = ["municipality", "committee"]
    search_fields = ["words", "reason"]


@admin.register(Erasure)
class ErasureAdmin(ReadOnly):
    list_display = ["what", "scope", "municipality", "made_by", "made_at"]
    list_filter = ["scope", by_municipality("municipality")]
    list_select_related = ["municipality", "made_by"]
    search_fields = ["what", "hashes", "address"]


@admin.register(Redirect)
class RedirectAdmin(ReadOnly):
    list_display = ["path", "meeting", "committee", "made_at"]
    list_filter = ["made_at"]
    list_select_related = ["meeting__committee", "committee"]
    search_fields = ["path"]


@admin.register(CommitteeAlias)
class CommitteeAliasAdmin(ReadOnly):
    list_display = ["name", "committee", "municipality"]
    list_filter = [by_municipality("municipality")]
    list_select_related = ["committee", "municipality"]
    search_fields = ["name", "committee__name"]


@admin.register(ItemReads)
class ItemReadsAdmin(ReadOnly):
    list_display = ["item", "times"]
    list_filter = [by_municipality("item__meeting__committee__municipality")]
    list_select_related = ["item"]
    search_fields = ["item__title"]


@admin.register(Word)
class WordAdmin(ReadOnly):
    list_display = ["word", "documents", "part"]
    list_filter = ["part", "unsettled"]
    search_fields = ["word"]


@admin.register(Indexing)
class IndexingAdmin(ReadOnly):
    list_display = ["analyser", "written_at"]
    list_filter = ["written_at"]
    search_fields = ["analyser"]
