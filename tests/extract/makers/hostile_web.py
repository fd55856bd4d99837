"""Web pages made to harm: what never closes, what hides, what multiplies, charsets that lie."""

from __future__ import annotations

from tests.extract.makers.hostile import HTML, SAID, kind, size

P = f"<p>{SAID}</p>"


def _page(inner: str | bytes, head: str = "") -> bytes:
    body = inner if isinstance(inner, bytes) else inner.encode()
    return f"<!doctype html><html><head>{head}</head><body>{P}".encode() + body


# what never closes


@kind("HTML: a million bold marks that never end", HTML, "too_complex", "ok", keeps=True)
def unclosed_bold() -> bytes:
    return _page("<b>" * size(1_000_000, 30_000))


@kind("HTML: a comment that never ends", HTML, "ok", keeps=True, tells="kommentar")
def unclosed_comment() -> bytes:
    return _page("<!-- " + P * 400)


@kind("HTML: a script that never ends", HTML, "ok", keeps=True, tells="script")
def unclosed_script() -> bytes:
    return _page("<script>" + P * 400)


@kind("HTML: plain text, listings and titles that never end", HTML, "ok", keeps=True)
def unclosed_raw_text() -> bytes:
    return _page("".join(f"<{tag}>{P}" for tag in ("plaintext", "xmp", "textarea", "title", "noembed", "noframes")))


@kind("HTML: a hundred thousand comments that open and never close", HTML, "ok", "empty", "too_complex")
def opened_comments() -> bytes:
    return _page("<!--" * size(1_000_000, 100_000) + ">" + P)


@kind("HTML: nothing but the beginnings of tags", HTML, "ok", "empty", "too_complex")
def beginnings_of_tags() -> bytes:
    return _page("<" * size(5_000_000, 300_000) + "a b=" * size(100_000, 5_000))


@kind("HTML: declarations within declarations", HTML, "ok", "too_complex", "empty")
def declarations() -> bytes:
    return b"<!doctype html [" + b'<!ENTITY a "&a;&a;">' * size(200_000, 5_000) + b"]>" + _page("&a;" * 9_000)


# what multiplies


@kind("HTML: cells that span a thousand columns and rows", HTML, "ok", "too_complex", keeps=True)
def vast_spans() -> bytes:
    cell = '<td rowspan="65534" colspan="1000">a</td>'
    return _page("<table>" + f"<tr>{cell * 50}</tr>" * size(2_000, 200) + "</table>")


@kind("HTML: a table of ten thousand columns", HTML, "ok", "too_complex", keeps=True)
def wide_table() -> bytes:
    return _page("<table>" + f"<tr>{'<td>a</td>' * 10_000}</tr>" * size(50, 4) + "</table>")


@kind("HTML: lists a thousand deep", HTML, "ok", "too_complex", keeps=True)
def deep_lists() -> bytes:
    return _page("<ol start='99999999999999' type='i'><li>a" * 900)


@kind("HTML: style rules by the hundred thousand", HTML, "ok", keeps=True)
def many_styles() -> bytes:
    rules = "".join(f".c{n},#d{n}{{display:none}}" for n in range(size(100_000, 8_000)))
    return _page("<p class='x'>a</p>" * size(5_000, 500), f"<style>{rules}</style>")


@kind("HTML: style remarks that never end", HTML, "ok", "too_complex", keeps=True)
def unclosed_style_remarks() -> bytes:
    return _page("", f"<style>{'/*' * 100_000}</style>" * size(20, 2))


@kind("HTML: parts hidden within hidden parts", HTML, "ok", "too_complex", keeps=True)
def hidden_in_hidden() -> bytes:
    return _page("<div hidden style='display:none'>a" * 900)


@kind("HTML: links and pictures by the hundred thousand", HTML, "ok", "too_complex", keeps=True)
def many_links() -> bytes:
    return _page("<p>" + '<a href="a.pdf" title="b"><img alt="c" src="d.png"></a> ' * size(100_000, 5_000))


@kind("HTML: choices by the million", HTML, "ok", "too_complex", keeps=True)
def many_choices() -> bytes:
    return _page("<select>" + "<option>a" * size(1_000_000, 30_000) + "</select>")


@kind("HTML: letters spelt with numbers beyond all letters", HTML, "ok", "too_complex", keeps=True)
def wild_entities() -> bytes:
    return _page("<p>" + "&#9999999999;&#xD800;&#0;&#x202E;&unknown;" * size(300_000, 10_000))


# what is large


@kind("HTML: a picture of twenty megabytes in an address", HTML, "ok", "too_complex", keeps=True)
def picture_within() -> bytes:
    return _page(f'<img alt="kort" src="data:image/png;base64,{"iVBOR" * size(4_000_000, 200_000)}">')


@kind("HTML: a title of twenty megabytes", HTML, "ok", "too_complex", keeps=True)
def huge_title() -> bytes:
    return _page(f'<p title="{"a1-" * size(6_600_000, 300_000)}">Godkendt</p>')


@kind("HTML: pages in frames within frames", HTML, "ok", "too_complex", keeps=True, tells="ramme")
def frames() -> bytes:
    inner = P
    for _ in range(7):
        inner = f'<iframe srcdoc="{inner.replace("&", "&amp;").replace(chr(34), "&quot;")}"></iframe>'
    return _page(inner * size(50, 5))


@kind("HTML: drawings that hold pages", HTML, "ok", "too_complex", keeps=True, tells="tegning")
def pages_in_drawings() -> bytes:
    return _page("<svg><foreignObject><math><annotation-xml encoding='text/html'>" * 200 + P * 2)


@kind("HTML: an address for all that is fetched", HTML, "ok", keeps=True)
def base_elsewhere() -> bytes:
    head = (
        '<base href="file:///etc/"><link rel="stylesheet" href="passwd"><meta http-equiv="refresh" content="0;passwd">'
    )
    return _page('<object data="passwd"></object><embed src="passwd"><include href="passwd"/>', head)


# charsets


@kind("HTML: a charset of seven bits that hides marks", HTML, "ok", keeps=True)
def seven_bits() -> bytes:
    return _page("+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "<meta charset='utf-7'>")


@kind("HTML: a charset that is not the page's", HTML, "ok", keeps=True)
def lying_charset() -> bytes:
    return _page("<p>Blåbærgrød på øen".encode("cp1252"), "<meta charset='utf-16'><meta charset='shift_jis'>")


@kind("HTML: sixteen bits without their mark", HTML, "wrong_type", "ok", keeps=True)
def wide_without_mark() -> bytes:
    return _page("").decode().encode("utf-16-le")


@kind("HTML: sixteen bits, cut in the middle of a letter", HTML, "ok", keeps=True)
def cut_wide() -> bytes:
    return _page("<p>æøå").decode().encode("utf-16") + b"\xd8"


@kind("HTML: all of it hidden", HTML, "empty")
def all_hidden() -> bytes:
    return f"<html><body style='display:none'>{P * 9}</body></html>".encode()


@kind("HTML: two thousand elements, each within the last", HTML, "ok", "too_complex", keeps=True)
def just_deep_enough() -> bytes:
    return _page("<div><span>" * 1_000 + "dybt")


# saved pages


def _saved(inner: str) -> bytes:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n'
    return f"{head}--b0\nContent-Type: text/html; charset=utf-8\n\n<html>{P}</html>\n{inner}--b0--\n".encode()


@kind("HTML: a saved page of parts within parts", "referat.mht", "ok", "too_complex", "empty", "damaged", keeps=True)
def deep_saved_page() -> bytes:
    depth = size(20_000, 300)
    return _saved("".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth)))


@kind("HTML: a saved page of a hundred thousand parts", "referat.mht", "ok", "too_complex", keeps=True)
def many_saved_parts() -> bytes:
    return _saved("--b0\nContent-Type: text/css\n\na\n" * size(150_000, 5_000))
