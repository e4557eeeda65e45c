"""What other programs ask: sitemap, oEmbed."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gallery.catalog.models import Image
from gallery.web.exports.addresses import Site
from gallery.web.share_oembed import KEPT_SECONDS, oembed, page_named
from gallery.web.share_sitemap import SITEMAPS, Host


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the addresses of its parts."""
    site = Site.of(request)
    parts = []
    for name, kind in SITEMAPS.items():
        url = site.whole(reverse("web:sitemap-part", args=[name]))
        pages = range(1, kind().paginator.num_pages + 1)
        parts += [url if page == 1 else f"{url}?p={page}" for page in pages]
    context = {"parts": parts}
    return render(request, "share/sitemap_index.xml", context, content_type="application/xml")


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-<section>.xml`, by `p` where it has several pages."""
    kind = SITEMAPS.get(section)
    if kind is None:
        raise Http404
    origin = urlsplit(Site.of(request).origin)
    try:
        urls = kind().get_urls(
            page=request.GET.get("p", 1),
            site=Host(origin.netloc),  # type: ignore[arg-type]
            protocol=origin.scheme,
        )
    except (EmptyPage, PageNotAnInteger):
        raise Http404 from None
    context = {"urls": urls}
    return render(request, "share/sitemap.xml", context, content_type="application/xml")


@require_safe
def oembed_answer(request: HttpRequest) -> HttpResponse:
    """`/oembed/?url=…`: 404 no page of a picture here, 501 not JSON, 401 not to be shown."""
    site = Site.of(request)
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is spoken here.\n", "text/plain", status=501)
    named = page_named(request.GET.get("url", ""), site)
    row = named and Image.objects.filter(provider=named[0], identifier=named[1]).first()
    if not row:
        raise Http404
    record = row.as_record()
    if not record.rights.is_shown:
        return HttpResponse("This picture may not be shown.\n", "text/plain", status=401)
    sizes = (_size(request, "maxwidth"), _size(request, "maxheight"))
    answer = oembed(record, site, max_width=sizes[0], max_height=sizes[1])
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = f"max-age={KEPT_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _size(request: HttpRequest, name: str) -> int:
    """A size in px; 0, which is any, where it is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
