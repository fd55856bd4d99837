"""Addresses of the ways out. They stand before the pages': '/<kommune>/' there takes what nobody else did."""

from django.urls import path

from . import calendars, exports, feeds, opensearch, search_feed
from .following import confirming, leaving, signing_up

urlpatterns = [
    path("soeg.atom", search_feed.search_feed, name="search_feed"),
    path("soeg/udtraek.csv", exports.as_csv, name="search_csv"),
    path("soeg/udtraek.json", exports.as_json, name="search_export"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("foelg/soegning/", signing_up.search, name="follow_search"),
    path("foelg/udvalg/<slug:municipality>/<slug:committee>/", signing_up.committee, name="follow_committee"),
    path("foelg/sag/<slug:municipality>/<path:number>/", signing_up.case, name="follow_case"),
    path("foelg/sendt/", signing_up.sent, name="follow_sent"),
    path("foelg/bekraeft/", confirming.confirm, name="follow_confirm"),
    path("foelg/afmeld/", leaving.leave, name="follow_leave"),
    path("<slug:municipality>/atom", feeds.municipality_feed, name="municipality_feed"),
    path("<slug:municipality>/kalender.ics", calendars.municipality, name="municipality_calendar"),
    path("<slug:municipality>/person/<slug:person>/atom", feeds.person_feed, name="person_feed"),
    path("<slug:municipality>/sag/<path:number>/atom", feeds.case_feed, name="case_feed"),
    path("<slug:municipality>/<slug:committee>/atom", feeds.committee_feed, name="committee_feed"),
    path("<slug:municipality>/<slug:committee>/kalender.ics", calendars.committee, name="committee_calendar"),
]
