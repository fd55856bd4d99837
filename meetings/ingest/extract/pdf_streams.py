"""Whether a PDF's packed streams are whole. PDFium shows what it can of a broken one and says nothing: half of the
minutes would look like all of them."""

from __future__ import annotations

import re
import zlib

MAX_UNPACKED = 64 * 2**20  # bytes looked at in one file; what is larger is PDFium's limit to find
_PIECE = 2**20
_BEFORE = 600  # bytes before a stream that hold its dictionary

# '<< /Length 812 /Filter /FlateDecode >>\nstream\n'
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# '/Filter /FlateDecode', '/Filter [/FlateDecode]'; not '[/ASCII85Decode /FlateDecode]'
_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")


def broken(data: bytes) -> bool:
    """Whether some packed stream (pictures apart) holds what no packer wrote. Never true of an encrypted file."""
    if b"/Encrypt" in data:
        return False
    left = MAX_UNPACKED
    for found in _STREAM.finditer(data):
        entries = data[max(0, found.start() - _BEFORE) : found.start()].rpartition(b" obj")[2]
        if not _PACKED.search(entries) or b"/Image" in entries:
            continue
        end = data.find(b"endstream", found.end())
        if end < 0:
            return True
        unpacked = _unpacked(data[found.end() : end], left)
        if unpacked is None:
            return True
        left -= unpacked
        if left <= 0:
            return False
    return False


def _unpacked(packed: bytes, limit: int) -> int | None:
    """How many bytes a stream unpacks to, up to the limit; None where it is broken. A missing end is no harm."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while packed and not unpacker.eof and size < limit:
            size += len(unpacker.decompress(packed, _PIECE))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return None
    return size
