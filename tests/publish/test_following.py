"""Signing up, confirming and leaving, through a real SMTP server and the worker."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Subscription
from tests.publish.followers import SEARCH, WHO, later, link_in, new_item, work
from tests.publish.post import Post, html_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_signs_up_confirms_and_is_told(client: Client, post: Post):
    assert "”cykelsti” i Varde" in client.get(SEARCH).content.decode()
    answer = client.post(SEARCH, {"email": WHO, "frequency": "at_once"}, follow=True)
    assert "Tjek din indbakke" in answer.content.decode()
    assert WHO not in answer.content.decode()
    work()
    (asked,) = post.mails
    assert post.to == [WHO]
    assert asked["Subject"] == "Bekræft: Søgning: ”cykelsti” i Varde"
    link = link_in(text_of(asked), "bekraeft")
    assert link in html_of(asked).replace("&amp;", "&")
    assert Subscription.objects.get().state == "pending"

    assert "Vil du følge" in client.get(link).content.decode()  # a mail scanner gets no further than this
    assert Subscription.objects.get().state == "pending"
    assert "Du følger nu" in client.post(link).content.decode()

    new_item(decision="Godkendt med bemærkning.")
    new_item("Noget andet")
    new_item(municipality="Aabenraa")
    assert later() == 1
    told = post.mails[-1]
    assert told["Subject"] == "1 ny: Søgning: ”cykelsti” i Varde"
    assert "Cykelsti ved Skolevej" in text_of(told)
    assert "Godkendt med bemærkning." in text_of(told)
    assert "http://testserver/varde/byraadet/2024-02-06" in text_of(told)
    assert later(minutes=9) == 0


def test_mails_can_be_ended_with_one_click(follow, client: Client, post: Post):
    follow()
    new_item()
    later()
    told = post.mails[-1]
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = told["List-Unsubscribe"].strip(" <>")
    assert told["Auto-Submitted"] == "auto-generated"
    strict = Client(enforce_csrf_checks=True)  # a mail program has no cookie of ours
    assert "Vil du stoppe" in strict.get(address).content.decode()
    assert Subscription.objects.count() == 1
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscription.objects.exists()
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    new_item()
    assert later() == 0


def test_all_of_an_address_can_be_deleted_at_once_and_nobody_elses(follow, client: Client):
    follow("/foelg/soegning/?q=skole")
    follow(who="anden@example.dk")
    leave = follow()
    assert "1 anden ting" in client.get(leave).content.decode()
    assert "Alt om din adresse er slettet" in client.post(leave, {"alt": "1"}).content.decode()
    assert [row.email for row in Subscription.objects.all()] == ["anden@example.dk"]


def test_an_address_gets_few_mails_however_often_it_is_typed(client: Client, post: Post):
    for number in range(9):
        answer = client.post(f"/foelg/soegning/?q=ord{number}", {"email": WHO.upper(), "frequency": "daily"})
        assert answer.status_code == 302
    work()
    assert len(post.mails) == 5
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=1, minutes=1), state="active")
    for _ in range(25):
        Subscription.objects.create(email=WHO, kind="search", target="", state="active")
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    client.post("/foelg/soegning/?q=nyt", {"email": WHO, "frequency": "daily"})
    assert not Subscription.objects.filter(target="q=nyt").exists()


def test_what_is_never_confirmed_is_deleted_and_its_link_ends(client: Client, post: Post):
    client.post(SEARCH, {"email": WHO, "frequency": "daily"})
    work()
    link = link_in(text_of(post.mails[-1]), "bekraeft")
    forged = link[:-1] + ("a" if link[-1] != "a" else "b")
    assert client.post(forged).status_code == 404
    assert later(days=1) == 0
    assert Subscription.objects.count() == 1
    Subscription.objects.update(created_at=timezone.now() - datetime.timedelta(days=3))
    later()
    assert not Subscription.objects.exists()
    assert client.post(link).status_code == 404


def test_following_the_same_again_changes_how_often(follow):
    follow(frequency="weekly")
    follow(frequency="daily")
    assert [row.frequency for row in Subscription.objects.all()] == ["daily"]


def test_bad_answers_are_explained(client: Client, db: None):
    answer = client.post(SEARCH, {"email": "ikke en adresse", "frequency": "hver time"})
    assert answer.status_code == 422
    assert "Det ligner ikke en e-mailadresse" in answer.content.decode()
    assert "Vælg hvor ofte" in answer.content.decode()
    assert not Subscription.objects.exists()
    for nothing in ("/foelg/udvalg/varde/intet/", "/foelg/sag/varde/23-1/", "/foelg/andet/"):
        assert client.get(nothing).status_code == 404
    assert client.get("/foelg/bekraeft/?n=x").status_code == 404
    assert client.get("/foelg/afmeld/?n=x").status_code == 200


def test_pages_of_following_are_kept_by_nobody(follow, client: Client):
    leave = follow()
    for address in (SEARCH, leave, "/foelg/sendt/", "/foelg/bekraeft/?n=x"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex"
    assert "Disallow: /foelg/" in client.get("/robots.txt").content.decode()


def test_the_form_alone_has_a_cookie_and_wants_it_back(db: None):
    reader = Client(enforce_csrf_checks=True)
    for address in ("/", "/soeg/", "/foelg/sendt/", "/foelg/bekraeft/?n=x", "/foelg/afmeld/?n=x"):
        assert not reader.get(address).cookies, address
    assert reader.get(SEARCH).cookies
    assert reader.post(SEARCH, {"email": WHO, "frequency": "daily"}).status_code == 403


def test_a_site_without_a_mail_server_says_so(client: Client, db: None, settings: Any):
    settings.CAN_MAIL = False
    page = client.get(SEARCH).content.decode()
    assert "kan ikke sende mail" in page
    assert "/soeg.atom?q=cykelsti" in page
    client.post(SEARCH, {"email": WHO, "frequency": "daily"})
    assert not Subscription.objects.exists()
