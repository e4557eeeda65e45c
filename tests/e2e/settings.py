"""Settings of the server that the browser tests open: those of the tests, static files found."""

from tests.settings import *  # noqa: F403

WHITENOISE_USE_FINDERS = True
