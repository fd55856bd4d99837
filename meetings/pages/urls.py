"""Addresses of the public site. They are promises: an address that was once given is never used for something else.

Fixed paths stand before the ones made of names. Order matters once more among the latter: a case, a person and closed
items before a committee.
"""

from django.urls import path
from django.views.generic import RedirectView

from . import (
    about,
    advanced,
    case,
    closed,
    coming,
    coverage,
    coverage_place,
    document,
    front,
    item,
    meeting,
    original,
    person,
    places,
    report,
    search,
    search_help,
    search_json,
    sitemap,
    suggest,
    versions,
)

urlpatterns = [
    path("", front.home, name="home"),
    path("soeg/", search.search, name="search"),
    path("soeg/forslag.json", suggest.suggestions, name="suggestions"),
    path("soeg.json", search_json.search_json, name="search_json"),
    path("soeg/avanceret/", advanced.advanced, name="search_advanced"),
    path("soeg/hjaelp/", search_help.search_help, name="search_help"),
    path("kommuner/", front.municipalities, name="municipalities"),
    path("kommende/", coming.coming, name="coming"),
    path("daekning/", coverage.coverage, name="coverage"),
    path("daekning/<slug:municipality>/", coverage_place.coverage_of, name="coverage_of"),
    path("om/", about.about, name="about"),
    path("tilgaengelighed/", about.accessibility, name="accessibility"),
    path("was", RedirectView.as_view(pattern_name="accessibility"), name="was"),
    path("was/", RedirectView.as_view(pattern_name="accessibility")),
    path("meld/", report.report, name="report"),
    path("meld/tak/", report.sent, name="report_sent"),
    path("favicon.ico", about.icon, name="icon"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap.part, name=sitemap.PART),
    path("dokument/<slug:sha256>/", document.document, name="document"),
    path("dokument/<slug:sha256>/side-<int:number>/", original.page, name="original_page"),
    path("dokument/<slug:sha256>/side-<int:number>.png", original.picture, name="original_picture"),
    path("<slug:municipality>/", places.municipality, name="municipality"),
    path("<slug:municipality>/sag/<path:number>/", case.case, name="case"),
    path("<slug:municipality>/person/<slug:name>/", person.person, name="person"),
    path("<slug:municipality>/lukkede-punkter/", closed.municipality, name="closed_items"),
    path("<slug:municipality>/<slug:committee>/lukkede-punkter/", closed.committee, name="closed_items_of_committee"),
    path("<slug:municipality>/<slug:committee>/", places.committee, name="committee"),
    path("<slug:municipality>/<slug:committee>/<slug:date>/", meeting.meeting, name="meeting"),
    path("<slug:municipality>/<slug:committee>/<slug:date>/versioner/", versions.versions, name="versions"),
    path("<slug:municipality>/<slug:committee>/<slug:date>/punkt-<slug:item>/", item.item, name="item"),
]
