"""Addresses of the pages."""

from django.urls import include, path, register_converter
from django.views.decorators.http import require_safe

from gallery.web import converters, feeds
from gallery.web.views import (
    bench,
    colors,
    compare,
    crop,
    exports,
    gaps,
    images,
    look,
    metrics,
    probes,
    search,
    share,
    status,
    tables,
    upload,
)

register_converter(converters.ProviderConverter, "provider")
register_converter(converters.IdentifierConverter, "identifier")

of_one_picture = [
    path("", images.image, name="image"),
    path("renditions/", bench.bench, name="bench"),
    path("renditions/frame/", bench.frame, name="bench-frame"),
    path("renditions/prediction/", bench.prediction, name="bench-prediction"),
    path("crop/", crop.crop, name="crop"),
    path("look/", look.look, name="look"),
    path("manifest.json", exports.image_manifest, name="manifest"),
]

app_name = "web"
urlpatterns = [
    path("", search.search, name="search"),
    path("fresh/", search.fresh, name="fresh"),
    path("colors/", colors.color_map, name="color-map"),
    path("colors/from-picture/", upload.from_picture, name="color-upload"),
    path("images/<provider:provider>/<identifier:identifier>/", include(of_one_picture)),
    path("gaps/", gaps.gaps, name="gaps"),
    path("export.csv", exports.export_csv, name="export-csv"),
    path("export.json", exports.export_json, name="export-json"),
    path("manifest.json", exports.result_manifest, name="result-manifest"),
    path("compare/", compare.compare, name="compare"),
    path("table/", tables.table, name="table"),
    path("table/export.csv", tables.table_csv, name="table-csv"),
    path("table/manifest.json", tables.table_manifest, name="table-manifest"),
    path("feed.atom", require_safe(feeds.Newest()), name="feed"),
    path("sitemap.xml", share.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", share.sitemap, name="sitemap-part"),
    path("oembed/", share.oembed_answer, name="oembed"),
    path("status/", status.status, name="status"),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path(".well-known/security.txt", probes.security, name="security"),
    path("robots.txt", probes.robots, name="robots"),
    path("favicon.ico", probes.favicon, name="favicon"),
]
