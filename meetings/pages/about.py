"""The pages that tell of the archive itself, and what it tells to robots."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from .doors import public_page

# Results are not crawled: every combination of filters is an address of its own, and the sitemap names every page.
ROBOTS = """User-agent: *
Disallow: /soeg
Disallow: /admin/
Disallow: /upload/
Disallow: /foelg/
Disallow: /meld/
Disallow: /bord/
Disallow: /dokument/*/side-

Sitemap: {}
"""


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"contact": settings.CONTACT_EMAIL})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sitemap_index"))
    return HttpResponse(ROBOTS.format(address), content_type="text/plain; charset=utf-8")


@public_page
def icon(request: HttpRequest) -> HttpResponse:
    """For readers of feeds and the like, which look in the old place and in no page. Not for ever: the name changes."""
    return redirect(static("img/favicon.svg"))
