"""What a visitor sees of every fault: our own page in time, never a 500, never a false "none"."""

from __future__ import annotations

import dataclasses
import logging
import time

import pytest
from django.test import Client

from gallery import upstreams
from gallery.providers.errors import ProviderTimeout
from gallery.search import notes
from tests.hostile.conftest import KEY
from tests.hostile.faults import FAULTS
from tests.hostile.upstream import as_json
from tests.providers.samples import IMAGE_LIST, OBJECT_304069

pytestmark = pytest.mark.django_db

COLD, WARM = 8.0, 1.0  # s
# Timeouts all take the visitor's whole patience, so that one of them stands for all.
PATIENT = ("connection: body drips",)
SHOWN = {
    name: fault
    for name, fault in FAULTS.items()
    if fault[1] is not ProviderTimeout or name in PATIENT
}


def healthy_museums(connection):
    """Two pictures, and the object that one of them shows."""
    objects = {"info": {"totalrecords": 1}, "records": [OBJECT_304069]}
    as_json(objects if "/object?" in connection.request else IMAGE_LIST)(connection)


@pytest.fixture
def site(settings, upstream, tmp_path):
    """A live gallery whose Harvard is the hostile upstream."""
    settings.LIGHTTABLE = dataclasses.replace(
        settings.LIGHTTABLE,
        harvard_api_key=KEY,
        harvard_api_url=upstream.url,
        sandbox_mode="off",
        cache_dir=tmp_path,
    )
    made = (upstreams.guards, upstreams.providers)
    for one in made:
        one.cache_clear()
    yield upstream
    for provider in upstreams.providers().values():
        provider.session.close()
    for one in made:
        one.cache_clear()


class TestEveryFault:
    @pytest.mark.parametrize(
        ("behave", "kind"), [pytest.param(*fault, id=name) for name, fault in SHOWN.items()]
    )
    def test_is_said_on_a_page_of_ours(self, site, caplog, tmp_path, behave, kind):
        visitor = Client()
        caplog.set_level(logging.INFO, logger="gallery")
        site.behave = behave
        began = time.monotonic()

        cold = visitor.get("/?q=horse")

        took, page = time.monotonic() - began, cold.content.decode()
        said = notes.failed("harvard", "Harvard Art Museums", kind("harvard"), 0.0).message
        assert cold.status_code == 503
        assert took < COLD
        assert f"Harvard Art Museums:</b> {said}" in page
        assert "</html>" in page
        assert KEY not in page + str(cold.headers) + caplog.text
        assert sum("harvard" in line.lower() for line in caplog.messages) == 1

        site.behave = healthy_museums
        healthy = visitor.get("/?q=horse")

        assert healthy.status_code == 200
        assert "/images/harvard/" in healthy.content.decode()

        site.behave = behave
        asked, began = len(site.requests), time.monotonic()
        warm = visitor.get("/?q=horse")

        assert warm.status_code == 200
        assert "/images/harvard/" in warm.content.decode()
        assert time.monotonic() - began < WARM
        assert len(site.requests) == asked
        assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())
