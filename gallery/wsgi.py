"""WSGI entry point. Refuses to start on wrong settings: servers do not run system checks."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")

_site = get_wsgi_application()

from gallery.checks import refuse_wrong_environment  # noqa: E402 - needs loaded settings
from gallery.serving import end_with_master  # noqa: E402
from gallery.web.bodies import BodyGuard  # noqa: E402

refuse_wrong_environment()
end_with_master()

application = BodyGuard(_site)
