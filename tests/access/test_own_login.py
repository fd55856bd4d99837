"""A municipality's own login, against a provider that answers over HTTP: whom it opens for, and what it cannot do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from meetings.models import AuditEntry, User
from tests.access.people import archive_admin, clerk, give_totp
from tests.access.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """Varde's; a login there vouches for a second factor by amr 'mfa' or NSIS level substantial."""
    there = Provider()
    level = "https://data.gov.dk/concept/core/nsis/loa/Substantial"
    own = {
        "id": "varde", "name": "Varde Kommune", "municipality": clerk().municipality.code, "server_url": there.url,
        "client_id": CLIENT, "secret": SECRET, "second_factor": {"amr": ["mfa"], "acr": [level]},
    }  # fmt: skip
    settings.REQUIRE_SECOND_FACTOR = True
    settings.OWN_LOGINS = [own]
    app = {"provider_id": "varde", "name": own["name"], "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": there.url, "oauth_pkce_enabled": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    there.claims = {"sub": "varde-0017", "email": "asta@varde.example", "email_verified": True, "amr": ["pwd", "mfa"]}
    yield there
    there.stop()


def come(client: Client | None = None, start: str = "/konto/eget/varde/") -> Any:
    """The way through the provider and back, as a browser goes it."""
    client = client or Client()
    if Provider.running:
        Provider.running.tell()
    there = client.get(start)
    assert there.status_code == 302, there.content
    back = requests.get(there["Location"], allow_redirects=False, timeout=60)
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def who(answer: Any) -> Any:
    return answer.client.session.get("_auth_user_id")


def test_a_clerk_comes_in_by_her_municipalitys_login_and_need_not_show_another_factor(provider: Provider) -> None:
    asta = clerk()
    login = Client().get("/konto/log-ind/?next=/bord/henvendelser/").content.decode()
    assert 'href="/konto/eget/varde/?next=/bord/henvendelser/"' in login
    answer = come(start="/konto/eget/varde/?next=/bord/henvendelser/")
    assert answer["Location"] == "/bord/henvendelser/"
    assert answer.client.get("/bord/henvendelser/").status_code == 200
    assert who(answer) == str(asta.pk)
    assert set(SocialAccount.objects.get().extra_data["id_token"]) == {"iss", "sub", "email", "email_verified", "amr"}


@pytest.mark.parametrize("claims", [{"amr": ["pwd"]}, {"amr": None, "acr": "low"}])
def test_where_the_provider_did_not_ask_for_one_the_second_factor_is_ours(
    provider: Provider, claims: dict[str, Any]
) -> None:
    asta = clerk()
    provider.claims |= claims
    answer = come()
    assert answer["Location"] == "/konto/totrin/"
    assert answer.client.get("/bord/")["Location"] == "/konto/totrin/"
    give_totp(asta)
    assert come()["Location"] == "/konto/totrin/log-ind/"


def test_a_level_of_assurance_counts_as_the_settings_say(provider: Provider) -> None:
    give_totp(clerk())
    provider.claims |= {"amr": [], "acr": "https://data.gov.dk/concept/core/nsis/loa/Substantial"}
    assert come()["Location"] == "/bord/"


def test_from_then_on_it_is_the_sub_that_counts(provider: Provider) -> None:
    asta = clerk()
    come()
    provider.claims["email"] = "asta.nygift@varde.example"
    assert who(come()) == str(asta.pk)
    provider.claims |= {"sub": "varde-9999", "email": asta.email}
    assert come().status_code == 403, "another person there with her address"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ingen@varde.example"},
        {"email": "soren@slagelse.example"},
        {"email": "arne@arkivet.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": None},
    ],
)
def test_it_opens_no_other_account_and_makes_none(provider: Provider, claims: dict[str, Any]) -> None:
    clerk("Slagelse", "soren")
    archive_admin()
    provider.claims |= claims
    before = User.objects.count()
    answer = come()
    assert answer.status_code == 403
    assert "Bed kommunens administrator" in answer.content.decode()
    assert (who(answer), User.objects.count(), SocialAccount.objects.count()) == (None, before, 0)
    assert AuditEntry.objects.get().after["how"] == "eget login"


def test_it_does_not_open_an_account_that_is_closed_or_has_moved(provider: Provider) -> None:
    asta = clerk()
    come()
    User.objects.filter(pk=asta.pk).update(is_active=False)
    assert come().status_code == 403
    User.objects.filter(pk=asta.pk).update(is_active=True, municipality=clerk("Slagelse").municipality)
    assert come().status_code == 403


def test_tokens_that_are_not_what_they_should_be_are_refused(provider: Provider) -> None:
    clerk()
    wrong: list[dict[str, Any]] = [{"strange_key": True}, {"audience": "en anden"}, {"issuer": "https://x.example"}]
    wrong.append({"claims": provider.claims | {"exp": int(time.time()) - 60}})
    for attributes in wrong:
        kept = {name: getattr(provider, name) for name in attributes}
        vars(provider).update(attributes)
        answer = come()
        vars(provider).update(kept)
        assert "ikke et svar, vi kunne bruge" in answer.content.decode(), attributes
        assert who(answer) is None
    assert who(come()) is not None


def test_userinfo_is_asked_where_the_token_has_no_address_and_must_speak_of_the_same_person(provider: Provider) -> None:
    asta = clerk()
    email = provider.claims.pop("email")
    provider.userinfo = {"sub": "en anden", "email": email}
    assert who(come()) is None
    provider.userinfo["sub"] = provider.claims["sub"]
    assert who(come()) == str(asta.pk)


def test_an_answer_that_was_not_asked_for_here_logs_nobody_in(provider: Provider) -> None:
    clerk()
    hers = Client().get("/konto/eget/varde/")
    back = requests.get(hers["Location"], allow_redirects=False, timeout=60)
    parts = urlsplit(back.headers["Location"])
    victim = Client()
    victim.get(f"{parts.path}?{parts.query}")
    assert "_auth_user_id" not in victim.session
    elsewhere = Client(headers={"Sec-Fetch-Site": "cross-site"}).get("/konto/eget/varde/")
    assert elsewhere["Location"] == "/konto/log-ind/"


def test_a_provider_that_is_down_is_said_to_be_and_an_unknown_one_is_not_there(provider: Provider) -> None:
    provider.stop()
    answer = Client().get("/konto/eget/varde/")
    assert (answer.status_code, "svarer ikke" in answer.content.decode()) == (502, True)
    assert Client().get("/konto/eget/ribe/").status_code == 404
