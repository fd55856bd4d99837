"""Exports (JSON) and plain texts made to harm: depth, doubles, numbers, half letters, signs that nobody sees."""

from __future__ import annotations

import json

from tests.extract.makers.hostile import SAID, kind, size

JSON, TEXT = "moede.json", "referat.txt"


def _export(item: str, before: str = "") -> bytes:
    """One meeting with one item; `item` and `before`: further members, as they are written."""
    field = json.dumps([{"Navn": "Beslutning", "Html": f"<p>{SAID}</p>"}])
    first = f'{{"Punktnummer":"1","Navn":"Sti ved skolen","Felter":{field}{item}}}'
    return f'{{{before}"Dagsordenpunkter":[{first}]}}'.encode()


def _fields(html: str, count: int = 1) -> bytes:
    fields = [{"Navn": "Beslutning", "Html": f"<p>{SAID}</p>"}, *([{"Navn": "Bemærkning", "Html": html}] * count)]
    item = {"Punktnummer": "1", "Navn": "Sti ved skolen", "Felter": fields}
    return json.dumps({"Dagsordenpunkter": [item]}).encode()


@kind("JSON: the same name two hundred thousand times", JSON, "ok", "too_complex", keeps=True)
def twin_names() -> bytes:
    return _export("", '"Udvalg":{"Navn":"a"},' * size(200_000, 10_000))


@kind("JSON: what is no number, and numbers without end", JSON, "ok", "damaged", keeps=True)
def odd_numbers() -> bytes:
    return _export(',"a":NaN,"b":Infinity,"c":-1e999999,"d":1e-9999999,"e":' + "9" * size(1_000_000, 100_000))


@kind("JSON: half letters", JSON, "ok", keeps=True)
def half_letters() -> bytes:
    return _export(',"SagsNummer":"\\ud800","Bilag":[{"Navn":"\\udfff\\u0000\\u202e.pdf"}]')


@kind("JSON: a text of twenty megabytes", JSON, "ok", "too_complex", "too_large", keeps=True)
def long_string() -> bytes:
    return _export(f',"Note":"{"abc 123 " * size(2_500_000, 100_000)}"')


@kind("JSON: behind a mark of its charset", JSON, "ok", keeps=True)
def marked() -> bytes:
    return b"\xef\xbb\xbf" + _export("")


@kind("JSON: in sixteen bits", JSON, "ok", "wrong_type", keeps=True)
def wide() -> bytes:
    return _export("").decode().encode("utf-16")


@kind("JSON: items within items, ten thousand deep", JSON, "too_complex", "too_large", "ok")
def deep_items() -> bytes:
    count = 10_000
    return b'{"Dagsordenpunkter":[' + b'{"Navn":"a","Underpunkter":[' * count + b"]}" * count + b"]}"


@kind("JSON: a field of a page half a million elements deep", JSON, "too_complex")
def deep_field() -> bytes:
    return _fields("<div>" * size(500_000, 20_000))


@kind("JSON: ten thousand fields that are pages", JSON, "ok", "too_complex", keeps=True, tells="felterne")
def many_fields() -> bytes:
    return _fields("<table><tr><td>a<td>b</table>", size(10_000, 120))


@kind("JSON: two thousand items of a hundred pages each", JSON, "ok", "too_complex", "too_large")
def many_items() -> bytes:
    item = {"Punktnummer": "1", "Navn": "Sti", "Felter": [{"Navn": "Tekst", "Html": "<p>a<p>b"}] * 90}
    return json.dumps({"Dagsordenpunkter": [item] * size(2_000, 40)}).encode()


@kind("JSON: fields of the wrong kind everywhere", JSON, "ok", "empty", keeps=True)
def wrong_kinds() -> bytes:
    wrong = '{"Navn":[],"Dato":{},"Html":7}'
    return _export(
        f',"SagsNummer":{wrong},"IsOpen":{wrong},"Bilag":{wrong},"Underpunkter":[[[]],7,{wrong}]',
        f'"Udvalg":[{wrong}],"Moede":7,"Deltagere":"x","__proto__":null,',
    )


@kind("JSON: arrays of a million nothings", JSON, "ok", "too_complex", keeps=True)
def many_nothings() -> bytes:
    return _export(f',"a":[{"0," * size(5_000_000, 200_000)}0]')


# Text


@kind("Text: nothing but accents on one letter", TEXT, "ok", "empty", "too_complex", keeps=True)
def many_accents() -> bytes:
    return (SAID + "\n" + ("a" + "\u0301" * size(300_000, 20_000) + "\n") * 3).encode()


@kind("Text: letters in signs of every kind of accent, out of order", TEXT, "ok", "too_complex", keeps=True)
def shuffled_accents() -> bytes:
    return (SAID + "\n" + "a" + "\u0315\u0300\u05ae\u0301\u0316" * size(60_000, 5_000)).encode()


@kind("Text: lines turned around", TEXT, "ok", keeps=True)
def turned_around() -> bytes:
    return (f"{SAID}\n" + "\u202eneT ve itS\u202c \u2067\u2066\u2069\n" * 3_000).encode()


@kind("Text: letters that look like others", TEXT, "ok", keeps=True)
def look_alikes() -> bytes:
    return (f"{SAID}\n" + "Рunkt 1: Вeslutning: Gоdkendt\n" * 3_000).encode()


@kind("Text: signs that control a terminal", TEXT, "ok", keeps=True)
def terminal_signs() -> bytes:
    return (f"{SAID}\n" + "\x1b[2J\x1b]0;x\x07\x08\x7f\x85\u2028Punkt 1\n" * 3_000).encode()


@kind("Text: a million signs of no width", TEXT, "ok", "empty", "too_complex", keeps=True)
def no_width() -> bytes:
    return (f"{SAID}\n" + ("\u200b\u200d\u2060\ufeff" * 9_000 + "\n") * size(80, 8)).encode()


@kind("Text: a million page breaks", TEXT, "ok", "too_complex", "too_large", keeps=True)
def many_page_breaks() -> bytes:
    return (f"{SAID}\n" + "\f" * size(1_000_000, 50_000) + "Slut").encode()


@kind("Text: tables of a hundred thousand bars", TEXT, "ok", "too_complex", keeps=True)
def many_bars() -> bytes:
    return (f"{SAID}\n" + ("a | " * size(100_000, 10_000) + "\n") * 3).encode()


@kind("Text: marks of markdown without end", "referat.md", "ok", "too_complex", keeps=True)
def many_marks() -> bytes:
    count = size(100_000, 8_000)
    rows = ("**" * count, "[a](" * count, "`" * count, "<a " * count, "&lt" * count, "_ _" * count, "\\*" * count)
    return f"{SAID}\n\n{chr(10).join(rows)}\n".encode()


@kind("Text: bytes of three charsets in turn", TEXT, "ok", keeps=True)
def mixed_charsets() -> bytes:
    row = "Blåbærgrød på øen"
    return (SAID.encode() + b"\n") + b"\n".join(row.encode(name) for name in ("utf-8", "cp1252", "cp865")) * 900


@kind("Text: sixteen bits, half of them half letters", TEXT, "ok", keeps=True)
def halves() -> bytes:
    return f"{SAID}\n".encode("utf-16") + b"\x00\xd8\x00\xdc\x41\x00\x00\xdc" * 9_000


@kind("Text: sixty thousand lines under one heading", TEXT, "ok", "too_complex", keeps=True)
def many_lines_of_one_item() -> bytes:
    line = "Udvalget stemte for at sende sagen om den nye sti over ådalen ved special-\n"
    head = "Lindeby Kommune\nReferat Teknisk Udvalg\n3. maj 2023\n\nPunkt 1: Sti ved skolen\n\nBeslutning\n"
    return (f"{head}{SAID}\n" + line * size(60_000, 2_000)).encode()
