"""Every public place in which something of a meeting could stand: for tests that it stands there, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client

from meetings.models import Meeting, Person

ADDRESS = re.compile(r'(?:href|src)="(/[^"#?]*)')


def addresses(meeting: Meeting, words: str) -> list[str]:
    """The addresses of a published meeting and of all that gathers such, with searches for `words`."""
    municipality, committee, _date = meeting.address_parts()
    page = meeting.get_absolute_url()
    found = [
        *("/", "/kommuner/", "/daekning/", f"/daekning/{municipality}/", "/sitemap.xml", "/sitemap-moeder.xml"),
        *("/sitemap-punkter.xml", "/sitemap-steder.xml"),
        *(f"/{municipality}/", f"/{municipality}/atom", f"/{municipality}/kalender.ics"),
        *(f"/{municipality}/lukkede-punkter/", f"/{municipality}/{committee}/lukkede-punkter/"),
        *(
            f"/{municipality}/{committee}/",
            f"/{municipality}/{committee}/atom",
            f"/{municipality}/{committee}/kalender.ics",
        ),
        *(page, f"{page}versioner/"),
    ]
    for question in ("", f"?q={words}", f"?q={words.split()[0]}*", f"?kommune={municipality}"):
        found += [f"{door}{question}" for door in ("/soeg/", "/soeg.json", "/soeg.atom")]
        found += [f"{door}{question}" for door in ("/soeg/udtraek.csv", "/soeg/udtraek.json")]
    for item in meeting.items.all():
        found.append(item.get_absolute_url())
        if item.case:
            case = item.case.get_absolute_url()
            found += [case, f"{case}atom"]
    for person in Person.objects.filter(municipality__slug=municipality):
        found += [person.get_absolute_url(), f"{person.get_absolute_url()}atom"]
    for document in meeting.documents.all():
        found += [document.get_absolute_url(), f"{document.get_absolute_url()}side-1/"]
        found.append(f"{document.get_absolute_url()}side-1.png")
    return found


def answers(client: Client, places: list[str]) -> Iterator[tuple[str, int, str]]:
    """(address, status, all that it says, headers too) of each place, as a reader gets it."""
    for place in places:
        response = client.get(place)
        body = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
        headers = " ".join(f"{name}: {value}" for name, value in response.items())
        yield place, response.status_code, headers + "\n" + body.decode(errors="replace")


def saying(client: Client, places: list[str], words: str) -> list[str]:
    """The places where the words stand, in whatever capitals; what was only asked for (`q=`) does not count."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    found = answers(client, places)
    return [place for place, _status, said in found if pattern.search(_without_echo(said, words))]


def _without_echo(said: str, words: str) -> str:
    """A page repeats the question: in its title, its box and its links."""
    echoes = (f'value="{words}"', f'content="{words}"', f"”{words}”", f"{words} –", f"referater: {words}<")
    for echo in (*echoes, f"<strong>{words}</strong>"):
        said = said.replace(echo, "")
    return said
