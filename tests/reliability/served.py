"""Settings of servers and workers that tests start: as shipped, static files found in place."""

import os

from gallery.settings import *  # noqa: F403

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
STATIC_ROOT = os.environ["STATIC_ROOT_OF_TESTS"]
WHITENOISE_USE_FINDERS = True
