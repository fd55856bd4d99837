"""Minutes put together from wordings that no sample combines so: python -m bench.recombined [--count 60] [--show]

Each document takes one cover, one shape of item heading, one place for the case number, one wording of each section,
of the decision's heading, of absence and of votes out of the lists below, in turn and at random (the seed is fixed).
Its facts are known by construction. It is read as text, and as PDF and DOCX without marked headings; printed are the
facts right in each, and what was missed most. People, places and cases are invented.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bench import recombined_words as said_in
from meetings.ingest import read_minutes
from tests.extract.makers.as_docx import as_docx
from tests.extract.makers.as_pdf import as_pdf
from tests.extract.makers.minutes import Block

SEED = 20261122


@dataclass
class Made:
    lines: list[str] = field(default_factory=list)  # paragraphs; one may hold several lines
    facts: dict[str, Any] = field(default_factory=dict)


def documents(count: int) -> list[Made]:
    chance = random.Random(SEED)
    return [_document(n, chance) for n in range(count)]


def _document(n: int, chance: random.Random) -> Made:
    made = Made()
    body, (written, date) = said_in.BODIES[n % len(said_in.BODIES)], said_in.DATES[n % len(said_in.DATES)]
    heading, (case_line, case) = said_in.HEADINGS[n % len(said_in.HEADINGS)], said_in.CASES[n % len(said_in.CASES)]
    words, over = said_in.SECTIONS[n % len(said_in.SECTIONS)], said_in.DECISIONS[n % len(said_in.DECISIONS)]
    first = chance.choice((1, 1, 31, 97))
    cover = said_in.COVERS[n % len(said_in.COVERS)].format(
        body=body, date=written, place="Rådhuset, lokale 4", members=chance.choice(said_in.MEMBERS)
    )
    made.lines += cover.split("\n\n")
    titles = chance.sample(said_in.TITLES, 4)
    if chance.random() < 0.5:
        made.lines.append("Indholdsfortegnelse")
        made.lines += [f"{first + k}. {title} ........ {k + 2}" for k, title in enumerate(titles)]
    people = ["Aage Bo", "Ib Lund", "Else Krog"]
    made.facts |= {"committee": body, "date": date, "participants": people, "number of items": len(titles)}
    for k, title in enumerate(titles):
        _item(made, chance, first + k, k, title, heading, case_line, case, words, over, body, date)
    if chance.random() < 0.5:
        k, number = len(titles), first + len(titles)
        hidden = said_in.CLOSED[n % len(said_in.CLOSED)].format(title="Køb af jord ved Åvej")
        plain = heading.replace("(Åben) ", "").replace("Åbent punkt", "Punkt")
        made.lines += [
            plain.format(n=number, title=hidden),
            *case_line.format(case=case.format(n=k + 1)).replace("Åben", "Lukket").split("\n"),
        ]
        made.facts |= {
            f"number:{k}": str(number),
            f"title:{k}": "Køb af jord ved Åvej",
            f"closed:{k}": True,
            "number of items": k + 1,
        }
    if chance.random() < 0.5:
        made.lines.append(chance.choice(("Mødet hævet kl. 18.05.", "Sluttidspunkt: 18:05", "Mødet sluttede kl. 18.")))
    return made


def _item(
    made: Made,
    chance: random.Random,
    number: int,
    k: int,
    title: str,
    heading: str,
    case_line: str,
    case: str,
    words: tuple[str, str, str],
    over: str,
    body: str,
    date: str,
) -> None:
    day = "-".join(reversed(date.split("-")))
    case = case.format(n=k + 1)
    said, outcome = chance.choice(said_in.OUTCOMES)
    away, absent = chance.choice(said_in.ABSENCE)
    cast, votes = (
        chance.choice(said_in.VOTES)
        if outcome in ("approved", "recommended", "rejected") and "1" not in said
        else said_in.VOTES[0]
    )
    listing, files = chance.choice(said_in.ATTACHMENTS)
    owner = body + ("s" if not body.endswith("s") else "'")
    made.lines += [heading.format(n=number, title=title), *case_line.format(case=case).split("\n")]
    made.lines += [words[0], chance.choice(said_in.PROSE), words[1], chance.choice(said_in.PROSE), words[2]]
    made.lines += [f"at {title.lower()} behandles, og", "at der følges op om et år."]
    before, judged = chance.choice(said_in.EARLIER) if chance.random() < 0.3 else ("", "")
    made.lines += before.split("\n") if before else []
    made.facts[f"earlier:{k}"] = (
        [("Plan- og Klimaudvalget", "2008-01-18", judged)] if before and date > "2008-01-18" else []
    )
    made.lines += [over.format(body=body, owner=owner, date=day, n=number)]
    label = away.partition(":")[0] in ("Fraværende", "Afbud", "Ej til stede")
    decided = [*said.split("\n"), *filter(None, cast.split("\n"))]
    made.lines += ([away, *decided] if label else [*decided, away]) if away else decided
    made.lines += [listing, *files] if files else []
    made.facts |= {
        f"number:{k}": str(number),
        f"title:{k}": title,
        f"case number:{k}": case,
        f"closed:{k}": False,
        f"sections:{k}": [word.rstrip(":") for word in words],
        f"outcome:{k}": (body, date, outcome),
        f"absent:{k}": absent,
        f"votes:{k}": votes,
        f"attachments:{k}": list(files),
    }


def facts_of(read: dict[str, Any]) -> dict[str, Any]:
    found = {name: read[name] for name in ("committee", "date", "participants")} | {
        "number of items": len(read["items"])
    }
    for k, item in enumerate(read["items"]):
        own = (
            item["decisions"][-1]
            if item["decisions"]
            else {"body": None, "date": None, "outcome": None, "absent": [], "votes": []}
        )
        found |= {
            f"number:{k}": item["number"],
            f"title:{k}": item["title"],
            f"case number:{k}": item["case_number"],
            f"closed:{k}": item["closed"],
            f"outcome:{k}": (own["body"], own["date"], own["outcome"]),
            f"absent:{k}": own["absent"],
            f"sections:{k}": [
                one["heading"].rstrip(":") for one in item["sections"] if one["heading"] not in said_in.BESIDE
            ],
            f"earlier:{k}": [(one["body"], one["date"], one["outcome"]) for one in item["decisions"] if not one["own"]],
            f"votes:{k}": [(vote["position"], vote["parties"], vote["count"]) for vote in own["votes"]],
            f"attachments:{k}": [one["title"] for one in item["attachments"]],
        }
    return found


def _made(made: Made, ending: str) -> bytes:
    parts = [Block("text", line) for paragraph in made.lines for line in paragraph.split("\n")]
    if ending == "txt":
        return "\n\n".join(made.lines).encode()
    return as_pdf(parts) if ending == "pdf" else as_docx(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--show", action="store_true", help="each missed fact")
    asked = parser.parse_args()
    print("| format | documents | facts right |\n|---|---|---|")
    missed: dict[str, Counter[str]] = {}
    for ending in ("txt", "pdf", "docx"):
        right = total = 0
        missed[ending] = Counter()
        for n, made in enumerate(documents(asked.count)):
            data = _made(made, ending)
            read = facts_of(read_minutes(data, f"{n}.{ending}").as_json())
            for name, value in made.facts.items():
                total += 1
                if read.get(name) == value:
                    right += 1
                    continue
                missed[ending][name.partition(":")[0]] += 1
                if asked.show:
                    print(f"{ending} {n} {name}\n    want {value}\n    got  {read.get(name)}", file=sys.stderr)
        print(f"| {ending} | {asked.count} | {100 * right / total:.1f} % |")
    for ending, counts in missed.items():
        print(f"\n{ending}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common(6)))


if __name__ == "__main__":
    main()
