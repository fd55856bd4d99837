"""A request with files, read to the disk piece by piece; what comes of it is decided when all of it has arrived.

Whatever is wrong with the request is told in one sentence, and nothing of it stays on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_header_parameters

from meetings.filing.incoming import MAX_BYTES, MAX_FILES, TOO_LARGE, Incoming

PIECE = 64 * 1024
_FRAME = 2**20  # fields and boundaries around the files
_TAIL = 300  # bytes in which the last boundary must stand: it has 200 at most
_PATIENCE = 2 * MAX_BYTES  # what is read of a refused request, so that its sender hears the answer

TOO_MANY = f"Du kan lægge højst {MAX_FILES} filer op ad gangen. Intet er modtaget; vælg færre, og prøv igen."
CUT_OFF = "Det, du sendte, nåede ikke helt frem. Intet er modtaget; prøv igen."
NOT_FILES = "Det sendte er ikke en formular med filer. Intet er modtaget."
TOO_MUCH = f"Det er mere, end der kan modtages på én gang: højst {MAX_FILES} filer på {MAX_BYTES // 2**20} MB."


class BadUpload(Exception):
    """A request that is refused as a whole. `message_da` and `message_en` say why; `status` is HTTP's."""

    def __init__(self, message_da: str, message_en: str, status: int = 400) -> None:
        self.message_da, self.message_en, self.status = message_da, message_en, status
        super().__init__(message_en)


@dataclass
class Arrived:
    fields: QueryDict
    files: list[Incoming] = field(default_factory=list)


@contextmanager
def arriving(request: HttpRequest, *, most_files: int = MAX_FILES) -> Iterator[Arrived]:
    """The fields and files of a multipart request. What was not kept inside the block is gone after it.

    Raises BadUpload. The view must not be guarded against forged requests before: that would read the request.
    """
    length = _length(request)
    watched = _Watched(request)
    files: list[Incoming] = []
    try:
        if length > most_files * MAX_BYTES + _FRAME:
            one = most_files == 1
            raise BadUpload(TOO_LARGE if one else TOO_MUCH, f"{length} bytes are too many", 413)
        request.upload_handlers = [_ToDisk(request, files)]
        yield Arrived(_fields(request, watched, length), files)
    except BadUpload:
        watched.drain(length)
        raise
    finally:
        for one_file in files:
            one_file.drop()


@contextmanager
def arriving_plain(request: HttpRequest, filename: str) -> Iterator[Incoming]:
    """The request's body as one file. Raises BadUpload."""
    length = _length(request)
    watched = _Watched(request)
    if length > MAX_BYTES:
        watched.drain(length)
        raise BadUpload(TOO_LARGE, f"{length} bytes, {MAX_BYTES} at most", 413)
    file = Incoming(filename)
    try:
        while piece := _read(request):
            file.write(piece)
        file.finish()
        if watched.seen != length:
            raise BadUpload(CUT_OFF, "fewer bytes came than were announced")
        yield file
    finally:
        file.drop()


def _read(request: HttpRequest) -> bytes:
    try:
        return request.read(PIECE)
    except UnreadablePostError:
        raise BadUpload(CUT_OFF, "the connection was cut") from None


def _length(request: HttpRequest) -> int:
    """What the request says its body has. Raises BadUpload where it does not say."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said.isdecimal() or len(said) > 15:
        raise BadUpload(NOT_FILES, "no Content-Length", 411)
    return int(said)


def _fields(request: HttpRequest, watched: _Watched, length: int) -> QueryDict:
    kind, parameters = parse_header_parameters(request.META.get("CONTENT_TYPE", ""))
    if kind != "multipart/form-data":
        raise BadUpload(NOT_FILES, "not multipart/form-data", 415)
    try:
        fields = request.POST
    except TooManyFilesSent:
        raise BadUpload(TOO_MANY, f"more than {MAX_FILES} files", 413) from None
    except (TooManyFieldsSent, RequestDataTooBig):
        raise BadUpload(TOO_MUCH, "more fields than any form has", 413) from None
    except UnreadablePostError:
        raise BadUpload(CUT_OFF, "the connection was cut") from None
    except (MultiPartParserError, BadRequest):
        raise BadUpload(NOT_FILES, "not readable as multipart/form-data") from None
    last = f"--{parameters.get('boundary', '')}--".encode("latin-1", "replace")
    if watched.seen != length or last not in watched.tail:
        # Django takes a body that stops in the middle of a file for a whole one.
        raise BadUpload(CUT_OFF, "the last boundary is missing")
    return fields


class _Watched:
    """The request's stream, with an eye on how much of it came and how it ended."""

    def __init__(self, request: HttpRequest) -> None:
        self.seen, self.tail = 0, b""
        self._stream: Any = request._stream
        request._stream = self  # type: ignore[assignment]

    def read(self, *size: int) -> bytes:
        return self._note(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._note(self._stream.readline(*size))

    def drain(self, length: int) -> None:
        """Read the rest, where it is not too much: who is still sending cannot hear an answer."""
        try:
            while length <= _PATIENCE and self.seen < length and self.read(PIECE):
                pass
        except OSError:
            return

    def _note(self, piece: bytes) -> bytes:
        self.seen += len(piece)
        self.tail = (self.tail + piece)[-_TAIL:]
        return piece


class _ToDisk(FileUploadHandler):
    """Django's multipart reader hands on each piece; none is held back."""

    chunk_size = PIECE

    def __init__(self, request: HttpRequest, files: list[Incoming]) -> None:
        super().__init__(request)
        self.files = files

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files.append(Incoming(self.file_name or ""))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.files[-1].write(raw_data)

    def file_complete(self, file_size: int) -> None:
        self.files[-1].finish()
