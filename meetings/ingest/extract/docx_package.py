"""A Word file as a package of parts, opened with suspicion.

The directory is checked before anything is unpacked, and each part is read with a hard limit, since a
directory's sizes may lie. XML with a document type is refused: Word never writes one, entity bombs need it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import lxml.etree

from meetings.ingest.problems import UnreadableFile

MAX_ENTRIES = 2_000
MAX_TOTAL = 100 * 2**20  # bytes unpacked, as the directory declares them
MAX_PART = 64 * 2**20  # bytes of one part, counted while unpacking
MAX_RATIO = 200  # unpacked over packed, for parts large enough to hurt
SMALL_PART = 2**20  # bytes: below this no ratio matters

_IN_LETTERS = (".xml", ".rels", ".vml", ".htm", ".html", ".txt", ".rtf", ".mht")

_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".odt", ".ods")

Relations = dict[str, tuple[str, str, bool]]  # id -> (kind, target, whether it lies outside the package)


class Package:
    """Raises `UnreadableFile`: damaged, encrypted, too_large, unsupported (some other package), wrong_type."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise UnreadableFile("damaged", f"zip: {error}") from error
        _check(entries)
        self.names = [entry.filename for entry in entries]
        self.remarks = [note.decode("utf-8", "replace") for note in (self._zip.comment, *(e.comment for e in entries))]
        self._read = 0
        self.main = self._main()

    def read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise UnreadableFile("damaged", f"part {name[:80]!r}: {error}") from error
        self._read += len(data)
        if len(data) > MAX_PART or self._read > MAX_TOTAL:
            raise UnreadableFile("too_large", f"part {name[:80]!r} unpacks beyond its limit")
        return data

    def texts(self) -> Iterator[str]:
        """Every part that is written in letters, as it is written. One that cannot be unpacked, or is too large, is
        left out: where the document needs it, `read` says so."""
        for name in self.names:
            if name.casefold().endswith(_IN_LETTERS):
                try:
                    with self._zip.open(name) as part:
                        data = part.read(MAX_PART)
                except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
                    continue
                wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
                yield data.decode("utf-16" if wide else "utf-8", errors="replace")

    def within(self) -> Iterator[bytes]:
        """The Office files that lie in this one, each as far as a part may be large."""
        for name in self.names:
            if name.casefold().endswith(_OFFICE):
                try:
                    with self._zip.open(name) as part:
                        yield part.read(MAX_PART)
                except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
                    continue

    def xml(self, name: str) -> Any:
        """The root of a part; None where the package has no such part."""
        if name not in self.names:
            return None
        return parsed(self.read(name), name)

    def relations(self, name: str) -> Relations:
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found: Relations = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str):
                continue
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            target, outside = relation.get("Target") or "", relation.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
            found[relation.get("Id") or ""] = (kind, target, outside)
        return found

    def _main(self) -> str:
        """The name of the document's own part: word/document.xml, or word/document2.xml from Word's web edition."""
        if "[Content_Types].xml" not in self.names:
            raise UnreadableFile(
                "unsupported" if "mimetype" in self.names else "wrong_type", "a zip file, no Word file"
            )
        for kind, target, outside in self.relations("").values():
            if kind == "officeDocument" and not outside and target in self.names:
                if target.startswith(("xl/", "ppt/")):
                    raise UnreadableFile("unsupported", f"a package with {target[:40]!r}")
                return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise UnreadableFile("wrong_type", "a package without a document")


def parsed(data: bytes, name: str) -> Any:
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise UnreadableFile("too_complex", f"{name[:80]!r} declares a document type")
    parser = lxml.etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        return lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        code = "too_complex" if "depth" in str(error) or "huge" in str(error).lower() else "damaged"
        raise UnreadableFile(code, f"{name[:80]!r}: {str(error)[:120]}") from error
    except ValueError as error:
        raise UnreadableFile("damaged", f"{name[:80]!r}: {str(error)[:120]}") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile("too_large", f"{len(entries)} parts")
    if len({entry.filename for entry in entries}) != len(entries):
        raise UnreadableFile("damaged", "two parts of one name")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise UnreadableFile("too_large", "unpacks to more than 100 MB")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableFile("encrypted", "zip password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("damaged", f"compression method {entry.compress_type}")
        if entry.file_size > MAX_PART or (
            entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
        ):
            raise UnreadableFile("too_large", f"part {entry.filename[:80]!r} of {entry.file_size} bytes")
