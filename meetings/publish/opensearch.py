"""OpenSearch 1.1: how a browser's search bar asks the archive."""

from __future__ import annotations

from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from .doors import for_machines

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
TYPE = "application/opensearchdescription+xml"


@for_machines
def description(request: HttpRequest) -> HttpResponse:
    """`{searchTerms}` is OpenSearch's own word for what was typed; braces stay as they are."""
    here = request.build_absolute_uri
    ways = [
        ("text/html", f"{here(reverse('search'))}?q={{searchTerms}}"),
        ("application/atom+xml", f"{here(reverse('search_feed'))}?q={{searchTerms}}"),
        ("application/json", f"{here(reverse('search_json'))}?q={{searchTerms}}"),
    ]
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("OpenSearchDescription", AttributesImpl({"xmlns": NAMESPACE}))
    xml.addQuickElement("ShortName", "Referatarkivet")
    xml.addQuickElement("Description", "Søg i danske kommuners udvalgsreferater")
    if settings.CONTACT_EMAIL:
        xml.addQuickElement("Contact", settings.CONTACT_EMAIL)
    for media_type, template in ways:
        xml.addQuickElement("Url", None, {"type": media_type, "method": "get", "template": template})
    xml.addQuickElement("Url", None, {"type": TYPE, "rel": "self", "template": here(reverse("opensearch"))})
    xml.addQuickElement("Image", here(static("img/favicon.svg")), {"type": "image/svg+xml"})
    xml.addQuickElement("Language", "da")
    xml.addQuickElement("InputEncoding", "UTF-8")
    xml.addQuickElement("OutputEncoding", "UTF-8")
    xml.endElement("OpenSearchDescription")
    return HttpResponse(text.getvalue(), content_type=f"{TYPE}; charset=utf-8")
