"""An address that was given leads somewhere for ever: where a meeting moves, its old one sends readers on."""

from __future__ import annotations

from meetings.models import Meeting, Redirect


def keep_address(meeting: Meeting, before: Meeting) -> None:
    """Note the address that `meeting` had `before`, where readers have seen it and it is another now."""
    if before.published_at is None:
        return
    old, new = before.get_absolute_url(), meeting.get_absolute_url()
    if old == new:
        return
    Redirect.objects.filter(path=new).delete()  # a page stands there again
    Redirect.objects.update_or_create(path=old, defaults={"meeting": meeting, "committee": None})
