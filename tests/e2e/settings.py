"""Settings of the server that the browser tests open: static files hashed, as shipped."""

import os

from tests.settings import *  # noqa: F403

STORAGES["staticfiles"]["BACKEND"] = "gallery.staticfiles.StaticFilesStorage"  # noqa: F405
STATIC_ROOT = os.environ.get("LIGHTTABLE_TEST_STATIC", STATIC_ROOT)  # noqa: F405
WHITENOISE_AUTOREFRESH = False
# Tests may import a module by its plain name; test_static sees that pages never do.
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
