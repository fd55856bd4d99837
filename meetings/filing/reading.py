"""FILE -> a reading that never raises: what the parser said, or in one Danish sentence why it said nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from meetings.ingest import UnreadableFile, parse_document
from meetings.ingest.extract import extract, media_type_of
from meetings.ingest.minutes import Minutes
from meetings.models import SourceDocument

log = logging.getLogger(__name__)

OUR_FAULT = "Filen kunne ikke læses på grund af en fejl hos os. Originalen er gemt, og fejlen er noteret."


@dataclass(frozen=True)
class Reading:
    """minutes: None where the file gave none. outcome: of SourceDocument.Outcome. text: the extracted lines."""

    outcome: str
    media_type: str
    minutes: Minutes | None = None
    text: str = ""
    problem_da: str = ""
    detail_en: str = ""


def read(data: bytes, filename: str, *, municipality: str | None) -> Reading:
    """Read a file. Whatever goes wrong becomes an outcome; the log gets no text of the document."""
    media_type = _media_type(data, filename)
    try:
        document = extract(data, filename)
        minutes = parse_document(document, data, filename, municipality=municipality)
    except UnreadableFile as problem:
        known = problem.code in SourceDocument.Outcome.values
        outcome = problem.code if known else SourceDocument.Outcome.FAILED
        return Reading(outcome, media_type, problem_da=problem.message, detail_en=str(problem))
    except Exception as error:
        # Only where it happened: an error's own words may quote the document.
        where = " < ".join(
            f"{Path(step.filename).name}:{step.lineno}" for step in reversed(extract_tb(error.__traceback__))
        )
        log.error("reading failed: %s at %s", type(error).__name__, where)
        detail = f"{type(error).__name__} while reading"
        return Reading(SourceDocument.Outcome.FAILED, media_type, problem_da=OUR_FAULT, detail_en=detail)
    text = "\n".join(line.text for line in document.lines)
    return Reading(SourceDocument.Outcome.OK, minutes.source.media_type, minutes, text)


def _media_type(data: bytes, filename: str) -> str:
    try:
        return media_type_of(data, filename)
    except UnreadableFile:
        return "application/octet-stream"
