"""FILE -> a reading that never raises: what the parser said, or in one Danish sentence why it said nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any

from django.utils import timezone

from meetings.ingest import UnreadableFile, untrusted
from meetings.ingest.extract import media_type_of, ocr, sandbox
from meetings.ingest.minutes import Minutes
from meetings.models import SourceDocument

from .personal_findings import told, why_held

log = logging.getLogger(__name__)

Outcome = SourceDocument.Outcome

NO_WORDS = "OCR fandt ingen ord på siderne, der kan læses. Originalen er gemt."
# What whoever handed a file in need do while it waits for OCR
READ_SOON = "Det sker af sig selv, som regel inden for nogle minutter. Du skal ikke gøre noget."
READ_LATER = "Det sker af sig selv, når OCR er sat op på serveren. Du skal ikke gøre noget."
OUR_FAULT = "Filen kunne ikke læses på grund af en fejl hos os. Originalen er gemt, og fejlen er noteret."


@dataclass(frozen=True)
class Reading:
    """minutes: None where the file gave none. outcome: of SourceDocument.Outcome. text: the extracted lines.

    findings: what the guard of personal data found, masked, in the form of the parser's warnings.
    """

    outcome: str
    media_type: str
    minutes: Minutes | None = None
    text: str = ""
    problem_da: str = ""
    detail_en: str = ""
    findings: tuple[dict[str, Any], ...] = ()


def read(data: bytes, filename: str, *, municipality: str | None, recognise: bool = False) -> Reading:
    """Read a file in a bounded child process. Whatever goes wrong becomes an outcome; the log gets no text of it.

    recognise: pages without text that can be read are read with OCR, seconds a page, so only the worker asks for it.
    """
    media_type = _media_type(data, filename)
    try:
        known: dict[str, Any] = {"municipality": municipality, "today": timezone.localdate()}
        if recognise:
            minutes, found, text = untrusted.read_lines(ocr.read(data, filename), data, filename, **known)
        else:
            minutes, found, text = untrusted.read(data, filename, **known)
    except UnreadableFile as problem:
        if problem.code in SourceDocument.FOR_RECOGNITION:
            return _without_words(problem, media_type, recognise)
        outcome = problem.code if problem.code in Outcome.values else Outcome.FAILED
        return Reading(outcome, media_type, problem_da=problem.message, detail_en=str(problem))
    except sandbox.OurFault as fault:
        log.error("reading failed: %s", fault)
        return Reading(Outcome.FAILED, media_type, problem_da=OUR_FAULT, detail_en=f"parser: {fault}")
    except Exception as error:
        # Only where it happened: an error's own words may quote the document.
        steps = [f"{Path(step.filename).name}:{step.lineno}" for step in reversed(extract_tb(error.__traceback__))]
        log.error("reading failed: %s at %s", type(error).__name__, " < ".join(steps))
        detail = f"{type(error).__name__} while reading"
        return Reading(Outcome.FAILED, media_type, problem_da=OUR_FAULT, detail_en=detail)
    whole: dict[str, Any] = {
        "media_type": minutes.source.media_type,
        "minutes": minutes,
        "text": text,
        "findings": told(found),
    }
    if held := why_held(found):
        return Reading(Outcome.BLOCKED, **whole, problem_da=held, detail_en="held back, personal data")
    return Reading(Outcome.OK, **whole)


def _without_words(problem: UnreadableFile, media_type: str, recognised: bool) -> Reading:
    if recognised and ocr.available():
        # Not "waiting" again, or the worker would try for ever.
        return Reading(Outcome.EMPTY, media_type, problem_da=NO_WORDS, detail_en=str(problem))
    waits = f"{problem.message} {READ_SOON if ocr.available() else READ_LATER}"
    return Reading(problem.code, media_type, problem_da=waits, detail_en=str(problem))


def _media_type(data: bytes, filename: str) -> str:
    try:
        return media_type_of(data, filename)
    except UnreadableFile:
        return "application/octet-stream"
