"""WSGI entry point. Refuses to start on wrong settings: servers do not run system checks."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")

_site = get_wsgi_application()

from importlib import import_module  # noqa: E402

from django.conf import settings  # noqa: E402

from gallery.checks import refuse_wrong_environment  # noqa: E402 - needs loaded settings
from gallery.serving import end_with_master  # noqa: E402
from gallery.web.bodies import BodyGuard  # noqa: E402

refuse_wrong_environment()

end_with_master()
import_module(settings.ROOT_URLCONF)  # now, and not while the first visitor waits

# What is imported stays: no collection need look at it again, and what pages keep is looked at
# every so often, not after each few requests.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)

application = BodyGuard(_site)
