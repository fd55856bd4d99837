"""The links of a follower's mails. What proves who clicks stands in the query string, which the logs do not keep."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

from meetings.models import Subscription

from ..addresses import absolute

CONFIRM_WITHIN = datetime.timedelta(days=2)
_signer = signing.TimestampSigner(salt="meetings.publish.following.confirm")


def confirm_link(subscription: Subscription) -> str:
    """Signed, and good for two days."""
    return absolute(f"{reverse('follow_confirm')}?{urlencode({'n': _signer.sign(subscription.token)})}")


def leave_link(subscription: Subscription) -> str:
    """Good for as long as the subscription is there."""
    return absolute(f"{reverse('follow_leave')}?{urlencode({'n': subscription.token})}")


def confirmed_by(signed: str) -> Subscription | None:
    """The subscription of a confirmation link; None for a link that is too old, forged, or of one that was deleted."""
    try:
        token = _signer.unsign(signed, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    return of_token(token)


def of_token(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first() if token else None
