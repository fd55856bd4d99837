"""What is stored. Each file holds what belongs together, each model with its QuerySet; see docs/architecture.md."""

from .alias import CommitteeAlias, PersonAlias
from .batch import Batch, Upload
from .decision import Absence, Attachment, Decision, Vote
from .document import SourceDocument
from .erasure import Erasure
from .item import Case, Item, Section
from .meeting import Attendance, Meeting, term_of
from .packed import FacetBits, FreedPlace, PackedPlace, PackedSegment, PackedWord, UnpackedItem, WordBits, WordSpots
from .people import AuditEntry, Correction, User
from .person import Person, PersonVote, Presence
from .places import Committee, Municipality, Party
from .reads import ItemReads
from .redaction import Redaction
from .redirect import Redirect
from .report import Report
from .search_item import SearchItem
from .subscription import Subscription
from .token import UploadToken
from .word import Indexing, Word

__all__ = [
    "Absence",
    "Attachment",
    "Attendance",
    "AuditEntry",
    "Batch",
    "Case",
    "Committee",
    "CommitteeAlias",
    "Correction",
    "Decision",
    "Erasure",
    "FacetBits",
    "FreedPlace",
    "Indexing",
    "Item",
    "ItemReads",
    "Meeting",
    "Municipality",
    "PackedPlace",
    "PackedSegment",
    "PackedWord",
    "Party",
    "Person",
    "PersonAlias",
    "PersonVote",
    "Presence",
    "Redaction",
    "Redirect",
    "Report",
    "SearchItem",
    "Section",
    "SourceDocument",
    "Subscription",
    "UnpackedItem",
    "Upload",
    "UploadToken",
    "User",
    "Vote",
    "Word",
    "WordBits",
    "WordSpots",
    "term_of",
]  # fmt: skip
