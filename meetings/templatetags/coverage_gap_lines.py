"""What seems to be missing of a municipality, line by line, and its bodies. Written here and not in a template: up to
fifty lines of five kinds, each with a handful of values."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.pages.coverage_gaps import Jump, Told
from meetings.pages.coverage_rows import Body, Held

from .coverage_lines import dated_year_rows
from .danish import count_of, long_date

register = template.Library()


@register.simple_tag
def alone_rows(agendas: Iterable[Held]) -> SafeString:
    """Agendas without minutes."""
    return _lines(f"<li>{_link(row)}</li>" for row in agendas)


@register.simple_tag
def unseen_rows(told: Iterable[Told]) -> SafeString:
    """Meetings that only others quote, each with an item that does."""
    return _lines(
        f'<li><p>{escape(one.quoted_body)}, {long_date(one.quoted_date)} <span class="quiet small">gengivet i'
        f' <a href="{one.address}">{escape(one.place.name)} {long_date(one.date)}'
        f"{f', punkt {escape(one.number)}' if one.number else ''}</a></span></p></li>"
        for one in told
    )


@register.simple_tag
def jump_rows(jumps: Iterable[tuple[Body, Jump]]) -> SafeString:
    """Numbers that stand in no meeting of a body, with the meetings before and after."""
    return _lines(
        f'<li><p>{escape(body.place.name)}: {jump.words} <span class="quiet small">mellem'
        f" {_day(jump.before) if jump.before else ''} og {_day(jump.after)}</span></p></li>"
        for body, jump in jumps
    )


@register.simple_tag
def hole_rows(holes: Iterable[Jump]) -> SafeString:
    """Numbers that lack inside a meeting."""
    return _lines(f'<li>{_link(hole.after)} <span class="quiet">{hole.words}</span></li>' for hole in holes)


@register.simple_tag
def lost_rows(told: Iterable[Told]) -> SafeString:
    """Items whose case was sent on and not seen again."""
    return _lines(
        f'<li><a href="{one.address}">{escape(one.title)}</a> <p class="meta"><span>{escape(one.place.name)}</span>'
        f"<span>{long_date(one.date)}</span><span>Sag {escape(one.case)}</span></p></li>"
        for one in told
    )


_HEAD = (
    '<thead><tr><th scope="col">År</th><th scope="col" class="number">Referater</th><th scope="col" class="number">'
    'Dagsordener uden referat</th><th scope="col" class="number">Punkter</th><th scope="col">Første</th>'
    '<th scope="col">Seneste</th></tr></thead>'
)


@register.simple_tag
def body_sections(bodies: Iterable[Body]) -> SafeString:
    """A section a body: its figures, and its years folded away."""
    return _lines(map(_body, bodies))


def _body(body: Body) -> str:
    name, alone = escape(body.place.name), body.agendas_alone
    days = " – ".join(dict.fromkeys([long_date(body.first), long_date(body.latest)]))
    without = f"<span>{count_of(alone, 'dagsorden,dagsordener')} uden referat</span>" if alone else ""
    return f"""<section class="coverage-body">
      <h3><a href="{body.place.address}">{name}</a></h3>
      <p class="meta"><span>{count_of(body.minutes, "referat,referater")}</span>{without}<span>{
        count_of(body.items, "punkt,punkter")
    }</span><span class="nowrap">{days}</span><span class="nowrap">senest nyt {long_date(body.imported)}</span></p>
      <details class="coverage-table"><summary>År for år<span class="sr-only">: {name}</span></summary>
        <div class="table-scroll table-scroll--narrow" role="group" tabindex="0" aria-label="{name} år for år"><table>
          {_HEAD}
          <tbody>{dated_year_rows(body.years)}</tbody>
        </table></div></details>
    </section>"""


def _link(row: Held) -> str:
    return f'<a href="{row.address}">{escape(row.place.name)}, {long_date(row.date)}</a>'


def _day(row: Held) -> str:
    return f'<a href="{row.address}">{long_date(row.date)}</a>'


def _lines(lines: Iterable[str]) -> SafeString:
    return mark_safe("".join(lines))  # noqa: S308 - what others wrote is escaped
