"""Addresses of the pages."""

from django.urls import path

from gallery.web.views import bench, crop, images, probes, search, status

app_name = "web"
urlpatterns = [
    path("", search.search, name="search"),
    path("fresh/", search.fresh, name="fresh"),
    path("images/<slug:provider>/<int:identifier>/", images.image, name="image"),
    path("images/<slug:provider>/<int:identifier>/renditions/", bench.bench, name="bench"),
    path(
        "images/<slug:provider>/<int:identifier>/renditions/frame/",
        bench.frame,
        name="bench-frame",
    ),
    path(
        "images/<slug:provider>/<int:identifier>/renditions/prediction/",
        bench.prediction,
        name="bench-prediction",
    ),
    path("images/<slug:provider>/<int:identifier>/crop/", crop.crop, name="crop"),
    path("status/", status.status, name="status"),
    path("healthz", probes.healthz, name="healthz"),
    path("robots.txt", probes.robots, name="robots"),
    path("favicon.ico", probes.favicon, name="favicon"),
]
