"""Admin pages as a browser sends them back: every field as it stands, and those that a person changed."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.test import Client


def page_of(row: Any) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What saving the page at `address` would send, with `changes` by the names of its inputs."""
    context = client.get(address).context
    data: dict[str, Any] = {}
    data |= _inputs(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        data |= _inputs(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _inputs(form)
    return data | changes


def save(client: Client, row: Any, **changes: Any) -> Any:
    """Change some fields of a row's page and save it; follows to where it leads."""
    address = page_of(row)
    return client.post(address, filled(client, address, **changes), follow=True)


def _inputs(form: BaseForm) -> dict[str, Any]:
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        data[bound.html_name] = bound.field.prepare_value(value) if hasattr(bound.field, "prepare_value") else value
        if hasattr(bound.field.widget, "decompress"):
            data |= dict(zip(_parts(bound), bound.field.widget.decompress(value), strict=False))
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in data.items()}


def _parts(bound: Any) -> list[str]:
    return [f"{bound.html_name}_{number}" for number in range(len(bound.field.widget.widgets))]
