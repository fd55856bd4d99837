"""What the archive covers of each municipality, a section each. Written here and not in a template: there are a hundred
of them, each with a picture and a table."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from meetings.pages.coverage import Covered
from meetings.pages.coverage_picture import Strips

from .coverage_lines import year_rows
from .danish import count_of, long_date

register = template.Library()

_HEAD = (
    '<thead><tr><th scope="col">År</th><th scope="col" class="number">Referater</th><th scope="col" class="number">'
    'Dagsordener uden referat</th><th scope="col" class="number">Punkter</th></tr></thead>'
)


@register.simple_tag
def place_sections(covered: Iterable[Covered], span: range) -> SafeString:
    """Name, figures, a strip of the years of the span, and the same as a table, folded away."""
    here, strips = reverse("coverage"), Strips(span)
    return mark_safe("".join(_section(line, here, strips) for line in covered))  # noqa: S308 - names are escaped


def _section(line: Covered, here: str, strips: Strips) -> str:
    name, alone = escape(line.municipality.name), line.agendas_alone
    facts = [count_of(line.minutes, "referat,referater")]
    if alone:
        facts.append(f"{count_of(alone, 'dagsorden,dagsordener')} uden referat")
    facts.append(count_of(line.items, "punkt,punkter"))
    if line.latest:
        facts.append(f"senest nyt {long_date(line.latest)}")
    if line.municipality.invented:
        facts.append("opdigtet demonstration")
    drawing = strips.drawing({year.year: (year.minutes, year.agendas_alone) for year in line.years})
    return f"""<section class="coverage-place">
    <h2><a href="{here}{line.municipality.slug}/">{name}</a></h2>
    <p class="meta">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>
    <svg class="coverage-strip" viewBox="0 0 {strips.width} {strips.height}" width="{strips.width}" height="{
        strips.height
    }" role="img" aria-label="Referater år for år; tallene står i tabellen">{drawing}</svg>
    <details class="coverage-table"><summary>Vis tallene som tabel<span class="sr-only">: {name}</span></summary>
    <div class="table-scroll table-scroll--narrow" role="group" tabindex="0" aria-label="{name} år for år"><table>
      {_HEAD}
      <tbody>{year_rows(line.years)}</tbody>
    </table></div></details>
  </section>"""
