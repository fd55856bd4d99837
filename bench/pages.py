"""How fast every public page but the search is, on a filled archive (bench.load): python -m bench.pages [rounds]

Addresses are drawn from what the archive holds; beside ordinary ones the dearest: the largest municipality, the body
with most meetings, the case treated most often. Through Django's test client: all of the site but the socket.
"""

from __future__ import annotations

import random
import sys
from functools import partial

from bench.measuring import Taken, conditions, make_ready, mean, summary

make_ready()

from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402

from meetings.models import Case, Committee, Item, Meeting, Municipality, Person, SearchItem  # noqa: E402

SOME = 8  # of each kind
TARGET_MS = 50  # p95


def addresses() -> dict[str, list[str]]:
    """Kind of page -> addresses; the largest of its kind is the last."""
    chance = random.Random("pages")
    largest = Municipality.objects.annotate(number=Count("committees__meetings")).order_by("number")
    municipalities = [place.get_absolute_url() for place in [*chance.sample([*largest], SOME), largest.last()] if place]
    busiest = Committee.objects.select_related("municipality").annotate(number=Count("meetings")).order_by("number")
    with_meetings = [*busiest.filter(number__gt=0)]
    committees = [
        body.get_absolute_url()
        for body in [*chance.sample(with_meetings, min(SOME, len(with_meetings))), with_meetings[-1]]
    ]
    meetings = _some(Meeting.objects.published().with_places(), chance)
    items = _some(Item.objects.published().with_places(), chance)
    treated = (
        Case.objects.select_related("municipality").annotate(treatments=Count("items")).order_by("-treatments", "pk")
    )
    cases = [*_some(Case.objects.filter(items__isnull=False).select_related("municipality"), chance), *treated[:1]]
    persons = _some(Person.objects.filter(presences__isnull=False).select_related("municipality"), chance)
    closed = SearchItem.objects.filter(closed=True)
    numbers = [case.get_absolute_url() for case in cases]
    names = [person.get_absolute_url() for person in persons]
    parts = range(1, -(-(Item.objects.order_by("-pk").values_list("pk", flat=True).first() or 1) // 5_000) + 1)
    found = {
        "front": ["/"],
        "municipalities": ["/kommuner/"],
        "coming": ["/kommende/"],
        "municipality": municipalities,
        "committee": committees,
        "meeting": [meeting.get_absolute_url() for meeting in meetings],
        "item": [item.get_absolute_url() for item in items],
        "case": numbers,
        "person": names,
        "closed items": [f"{place}lukkede-punkter/" for place in municipalities],
        "coverage": ["/daekning/"],
        "coverage of a municipality": [f"/daekning{place}" for place in municipalities],
        "Atom of a municipality": [f"{place}atom" for place in municipalities],
        "Atom of a committee": [f"{body}atom" for body in committees],
        "Atom of a case": [f"{number}atom" for number in numbers],
        "Atom of a person": [f"{name}atom" for name in names],
        "Atom of a search": ["/soeg.atom?q=skole", "/soeg.atom?q=godkendt", "/soeg.atom?kommune=aarhus", "/soeg.atom"],
        "calendar of a municipality": [f"{place}kalender.ics" for place in municipalities],
        "calendar of a committee": [f"{body}kalender.ics" for body in committees],
        "sitemap, index": ["/sitemap.xml"],
        "sitemap, places": ["/sitemap-sider.xml", "/sitemap-steder.xml"],
        "sitemap, a part": [f"/sitemap-punkter.xml?p={part}" for part in chance.sample([*parts], min(3, len(parts)))],
    }
    if not closed.exists():
        del found["closed items"]
    return {kind: ones for kind, ones in found.items() if ones}


def _some(rows, chance: random.Random) -> list:  # type: ignore[no-untyped-def]
    """Rows from all over the table, by their ids: nothing is sorted."""
    highest = rows.model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    wanted = [chance.randint(1, highest) for _ in range(SOME * 3)] if highest else []
    return list(dict.fromkeys(rows.filter(pk__in=wanted)))[:SOME]


def _read(client: Client, address: str) -> None:
    client.get(address).getvalue()


def main(rounds: int) -> None:
    client = Client()
    taken: dict[str, Taken] = {}
    for kind, ones in addresses().items():
        taken[kind] = Taken()
        for address in ones:
            status = client.get(address).status_code  # warms
            if status != 200:
                raise SystemExit(f"{address}: {status}")
        for _ in range(rounds):
            for address in ones:
                taken[kind].measure(partial(_read, client, address))
    print(f"{rounds} rounds; ms as p50 / p95 / max on the clock, and processor time as a mean; {conditions()}")
    print(f"{'':28}{'clock':>18}{'ours':>8}{'PostgreSQL':>12}")
    for kind, times in taken.items():
        late = f"  over {TARGET_MS} ms" if sorted(times.clock)[int(len(times.clock) * 0.95)] > TARGET_MS else ""
        processor = f"{mean(times.ours):>8.0f}{mean(times.theirs):>12.0f}"
        print(f"{kind:28}{summary(times.clock):>18}{processor}{late}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
