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
    "LIGHTTABLE_PICTURES",
    "LIGHTTABLE_READ_HARVARD_PICTURES",
):
    os.environ.pop(name, None)

from gallery.settings import *  # noqa: E402, F403

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
# Hashing a password is slow on purpose; who signs in to a test's admin site need not wait.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# WhiteNoise scans its root at every start; a demo may be rewriting the shared one meanwhile.
STATIC_ROOT = BASE_DIR / "var" / "static-of-tests"  # noqa: F405
WHITENOISE_AUTOREFRESH = True
