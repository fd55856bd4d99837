"""One of everything in a municipality, and what each parameter of an address is filled with.

A view with a parameter that is not in VALUES fails the matrix with a word on what to add here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from meetings.models import Batch, Committee, Correction, Redaction, Report, Upload, UploadToken
from tests.access.people import clerk
from tests.make import (
    make_attachment,
    make_decision,
    make_document,
    make_item,
    make_meeting,
    make_municipality,
    make_section,
)

SECRET = "Hemmeligholdt kladde"


class Place:
    """A municipality with a draft that nobody outside it may see, and everything a desk can be asked about."""

    def __init__(self, name: str) -> None:
        self.municipality = make_municipality(name)
        self.committee: Committee
        self.meeting = make_meeting("Byrådet", municipality=self.municipality)
        self.committee = self.meeting.committee
        self.published = make_meeting("Byrådet", "2023-11-07", municipality=self.municipality, published=True)
        self.item = make_item(self.meeting, title=f"{SECRET} i {name}", case_number="23/1234")
        self.section = make_section(self.item, text=f"{SECRET} i {name}")
        self.decision, self.next_decision = make_decision(self.item), make_decision(self.item, own=False)
        self.attachment = make_attachment(self.item)
        self.document = make_document(self.meeting, data=f"{SECRET} i {name}\n".encode())
        self.loose = make_document(data=f"Fil i {name}\n".encode(), municipality=self.municipality)
        self.user = clerk(name, "svend")
        self.correction = Correction.objects.create(
            meeting=self.meeting, target_model="item", target_id=self.item.pk, field="title",
            parsed_value="Kladde", value=self.item.title, source_now="Udkast", state=Correction.State.CONFLICT,
            made_by=self.user,
        )  # fmt: skip
        self.report = Report.objects.create(municipality=self.municipality, kind="error", message=SECRET)
        self.redaction = Redaction.objects.create(
            municipality=self.municipality, words="kladdeord", reason="Et navn.", made_by=self.user
        )
        self.batch = Batch.objects.create(municipality=self.municipality, made_by=self.user)
        self.upload = Upload.objects.create(batch=self.batch, filename="kladde.pdf", sha256=self.loose.sha256)
        self.token, _secret = UploadToken.objects.make(municipality=self.municipality, name="ESDH", made_by=self.user)


# What stands before the parameter in the route, and its name: bord/moede/<int:pk>/ret/<slug:table>/<int:row>/
# A third word is what stands after it, where that makes a difference.
VALUES: dict[tuple[str, ...], Callable[[Place], Any]] = {
    ("moede", "pk"): lambda place: place.meeting.pk,
    ("moede", "pk", "traek-tilbage"): lambda place: place.published.pk,
    ("side-", "number"): lambda place: 1,
    ("version-", "version"): lambda place: 1,
    ("ret", "table"): lambda place: "section",
    ("fjern", "table"): lambda place: "section",
    ("tilfoej", "table"): lambda place: "section",
    ("<slug:table>", "row"): lambda place: place.section.pk,
    ("<slug:table>", "parent"): lambda place: place.item.pk,
    ("del", "row"): lambda place: place.decision.pk,
    ("saml", "row"): lambda place: place.decision.pk,
    ("fortryd", "correction"): lambda place: place.correction.pk,
    ("fasthold", "correction"): lambda place: place.correction.pk,
    ("original", "sha256"): lambda place: place.loose.sha256,
    ("dokument", "sha256"): lambda place: place.document.sha256,
    ("udstregninger", "pk"): lambda place: place.redaction.pk,
    ("henvendelser", "pk"): lambda place: place.report.pk,
    ("brugere", "pk"): lambda place: place.user.pk,
    ("kommune", "pk"): lambda place: place.municipality.pk,
    ("bunke", "pk"): lambda place: place.batch.pk,
    ("noegler", "pk"): lambda place: place.token.pk,
    ("fil", "file"): lambda place: place.upload.pk,
    ("<int:file>", "verb"): lambda place: "laeg-til-side",
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def all_patterns() -> list[tuple[str, URLPattern]]:
    """Every address of the site: (route, pattern), in the order of the URL configuration."""

    def walk(before: str, patterns: list[URLPattern | URLResolver]) -> list[tuple[str, URLPattern]]:
        found: list[tuple[str, URLPattern]] = []
        for pattern in patterns:
            route = before + str(pattern.pattern)
            found += walk(route, pattern.url_patterns) if isinstance(pattern, URLResolver) else [(route, pattern)]
        return found

    return walk("", get_resolver().url_patterns)


def address(route: str, place: Place) -> str:
    """The route with its parameters filled in: 'bord/moede/<int:pk>/' -> '/bord/moede/17/'."""
    parts = re.split(r"(<[^>]+>)", route)
    filled = [parts[0]]
    for at in range(1, len(parts), 2):
        name = PARAMETER.fullmatch(parts[at])
        assert name, parts[at]
        before = parts[at - 1].strip("/").rpartition("/")[2] or parts[at - 2]
        after = parts[at + 1].strip("/").partition("/")[0]
        value = VALUES.get((before, name[1], after)) or VALUES.get((before, name[1]))
        assert value, f"{route}: add ({before!r}, {name[1]!r}) to VALUES in tests/access/samples.py"
        filled += [str(value(place)), parts[at + 1]]
    return "/" + "".join(filled)
