"""What an item's page tells to those who link to it and to search engines."""

from __future__ import annotations

import json
import re
from typing import Any

from django.test import Client
from django.utils import timezone

from meetings.models import Item, Meeting
from tests.make import make_found


def structured(client: Client, address: str) -> dict[str, Any]:
    page = client.get(address).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(block)


def test_an_item_is_part_of_its_meeting(small_archive: Item, client: Client):
    Meeting.objects.update(corrected_at=timezone.now())
    told = structured(client, small_archive.get_absolute_url())
    assert told["@type"] == "CreativeWork"
    assert told["name"] == small_archive.title
    assert told["identifier"]["value"] == "23/3223"
    assert told["creativeWorkStatus"] == "godkendt med ændringer"
    assert told["isPartOf"]["startDate"] == "2023-12-05T17:00:00+01:00"
    assert told["dateModified"] >= told["datePublished"]
    page = client.get(small_archive.get_absolute_url()).content.decode()
    assert re.search(r'<meta property="og:description" content="Punkt 2, Byrådet, .*: godkendt med ændringer">', page)
    assert '<meta property="article:modified_time"' in page


def test_a_closed_item_tells_heading_and_case_number(db: None, client: Client):
    item = make_found("Køb af grund", closed=True, case_number="23/9", decision="Hemmelig", text="Hemmelig")
    told = structured(client, item.get_absolute_url())
    assert told["name"] == "Køb af grund"
    assert "creativeWorkStatus" not in told
    assert "Hemmelig" not in client.get(item.get_absolute_url()).content.decode()


def test_a_title_cannot_leave_its_block(db: None, client: Client):
    item = make_found("</script><script>alert(1)</script> & <!--")
    assert structured(client, item.get_absolute_url())["name"] == item.title
