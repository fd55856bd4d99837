"""Whether a PDF's packed streams are whole, and what its streams of objects say. PDFium shows what it can of a broken
one and says nothing: half of the minutes would look like all of them."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from meetings.ingest.extract import hidden_numbers

MAX_UNPACKED = 64 * 2**20  # bytes looked at in one file; what is larger is PDFium's limit to find
_PIECE = 2**20
_BEFORE = 600  # bytes before a stream that hold its dictionary

# '<< /Length 812 /Filter /FlateDecode >>\nstream\n'
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# '/Type /ObjStm': a stream that holds objects, those that say what the file does among them
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
# '/Type /EmbeddedFile': an appendix, often a Word file or a sheet
_EMBEDDED = re.compile(rb"/EmbeddedFile\b")
# '/Filter /FlateDecode', '/Filter [/FlateDecode]'; not '[/ASCII85Decode /FlateDecode]'
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")


class Streams(NamedTuple):
    broken: bool  # some packed stream, pictures apart, holds what no packer wrote
    objects: bytes  # what the streams of objects unpack to
    numbers: list[str]  # what looks like a CPR number in any of them, pictures apart, and in the file itself


def look(data: bytes) -> Streams:
    """All packed streams but pictures, up to a limit. Of an encrypted file nothing is known."""
    objects: list[bytes] = []
    numbers = list(hidden_numbers.in_bytes(data))
    broken = b"/Encrypt" not in data and _broken(data, objects, numbers)
    return Streams(broken, b"\n".join(objects), numbers)


def _broken(data: bytes, objects: list[bytes], numbers: list[str]) -> bool:
    left = MAX_UNPACKED
    for found in _STREAM.finditer(data):
        entries = data[max(0, found.start() - _BEFORE) : found.start()].rpartition(b" obj")[2]
        if not _PACKED.search(entries) or b"/Image" in entries:
            continue
        end = data.find(b"endstream", found.end())
        if end < 0:
            return True
        kept = objects if _OBJECTS.search(entries) else None
        if _EMBEDDED.search(entries):
            numbers += hidden_numbers.in_package(_whole(data[found.end() : end]))
        unpacked = _unpacked(data[found.end() : end], left, kept, numbers)
        if unpacked is None:
            return True
        left -= unpacked
        if left <= 0:
            return False
    return False


def _whole(packed: bytes) -> bytes:
    """What a stream unpacks to, as far as a file within a file is looked at; nothing where it is broken."""
    try:
        return zlib.decompressobj().decompress(packed, hidden_numbers.MAX_UNPACKED)
    except zlib.error:
        return b""


def _unpacked(packed: bytes, limit: int, kept: list[bytes] | None, numbers: list[str]) -> int | None:
    """How many bytes a stream unpacks to, up to the limit; None where it is broken. A missing end is no harm.

    `kept`: where what it unpacks to is put, if it is wanted. `numbers`: where the numbers in it are put.
    """
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while packed and not unpacker.eof and size < limit:
            piece = unpacker.decompress(packed, _PIECE)
            size += len(piece)
            numbers += hidden_numbers.in_bytes(piece)
            if kept is not None:
                kept.append(piece)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return size
