"""Web pages, JSON and text made to harm, and files that are not what they are called."""

from __future__ import annotations

from tests.extract.makers.hostile import FULL, HTML, PDF, kind


@kind("HTML: half a million elements in each other", HTML, "too_complex")
def deep_html() -> bytes:
    return b"<html><body><p>Udvalget godkendte indstillingen.</p>" + b"<div>" * 500_000 + b"dybt" + b"</div>" * 500_000


@kind("HTML: tables in tables, a thousand deep", HTML, "ok", "too_complex")
def deep_html_tables() -> bytes:
    text = b"<p>Udvalget godkendte indstillingen om den nye skole ved fjorden.</p>"
    return b"<html>" + b"<table><tr><td>" * 1_000 + text + b"</td></tr></table>" * 1_000


@kind("HTML: one line of twenty megabytes", HTML, "too_complex")
def long_html_line() -> bytes:
    return b"<html><p>" + b"Udvalget godkendte " * 1_050_000


@kind("HTML: breaks by the million", HTML, "too_complex", "ok")
def many_breaks() -> bytes:
    return b"<html><p>" + b"Godkendt<br>" * (1_000_000 if FULL else 150_000)


@kind("HTML: attributes and entities by the thousand", HTML, "ok", "too_complex", "empty")
def many_attributes() -> bytes:
    text = b"<p>Udvalget godkendte indstillingen om den nye skole ved fjorden.</p>"
    return (
        b"<html><p "
        + b" ".join(b"a%d=1" % n for n in range(300_000 if FULL else 3_000))
        + b">"
        + b"&amp;" * 300_000
        + text
    )


@kind("HTML: a charset that is no charset", HTML, "ok")
def strange_charset() -> bytes:
    page = "<html><meta charset='punycode'><p>Udvalget godkendte indstillingen om den nye skole på øen.</p>"
    return page.encode("cp1252") + b"<!-- " + b"\xe6" * 50_000 + b" -->"


@kind("HTML: NUL bytes in between", HTML, "wrong_type")
def nul_html() -> bytes:
    return b"<html><scr\x00ipt>alert(1)</scr\x00ipt><p>Godkendt</p>"


@kind("JSON: a hundred thousand lists in each other", "moede.json", "too_complex")
def deep_json() -> bytes:
    return b'{"Dagsordenpunkter":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@kind("JSON: a number of a million figures", "moede.json", "ok", "empty")
def long_number() -> bytes:
    return (
        b'{"Dagsordenpunkter":[{"Navn":"Godkendelse af dagsorden og meddelelser fra formanden","Punktnummer":'
        + b"9" * 1_000_000
        + b"}]}"
    )


@kind("JSON: cut off", "moede.json", "damaged")
def cut_json() -> bytes:
    return b'{"Dagsordenpunkter":[{"Navn":"God'


@kind("Text: a program", "referat.txt", "unsupported", "wrong_type")
def program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40


@kind("Text: NUL bytes", "referat.txt", "wrong_type")
def nul_text() -> bytes:
    return b"Punkt 1: Godkendelse\x00 af dagsorden" * 40


@kind("Text: lines by the million", "referat.txt", "too_complex")
def many_lines() -> bytes:
    return b"a\n" * 5_000_000


@kind("Text: one line of ten megabytes", "referat.txt", "too_complex")
def long_line() -> bytes:
    return b"Punkt 1: " * 1_160_000


@kind("Text: more bytes than are taken", "referat.txt", "too_large")
def too_many_bytes() -> bytes:
    return b"Punkt 1: Godkendt\n" * 1_500_000


@kind("Any: nothing but white space", PDF, "empty")
def blank() -> bytes:
    return b" \r\n\t" * 5_000


@kind("Any: an ending that is not read", "referat.exe", "unsupported")
def other_ending() -> bytes:
    return b"Punkt 1: Godkendelse af dagsorden"
