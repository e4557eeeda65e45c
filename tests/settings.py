"""Settings of the tests: the shipped ones, without keys, with static files as they stand."""

import os

for name in (
    "HARVARD_API_KEY",
    "HARVARD_API_URL",
    "JHU_API_KEY",
    "JHU_API_URL",
    "LIGHTTABLE_SANDBOX",
    "CACHE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "PUBLIC_URL",
    "DEBUG",
):
    os.environ.pop(name, None)

from gallery.settings import *  # noqa: E402, F403

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
