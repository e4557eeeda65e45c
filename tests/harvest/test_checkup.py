"""`check_upstreams` against the sandbox, well and with every fault it can have."""

import io
import re

import pytest
from django.core.management import call_command

from gallery import upstreams
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.jhu.client import JhuClient
from gallery.sandbox import harvard, jhu
from gallery.sandbox.faults import Fault, Faults
from gallery.sandbox.transport import SandboxAdapter
from tests.sandbox.held import held


@pytest.fixture
def check(monkeypatch):
    """Runs the command against the sandbox with a fault; its lines and exit status."""

    def run(fault="", key="sandbox"):
        faults = Faults()
        if fault:
            faults.set("harvard", Fault.parse(fault))
        clients = {
            "harvard": HarvardClient.connect(
                "https://api.harvardartmuseums.org", key, allow_local=True,
                adapter=SandboxAdapter(harvard.respond, held, provider="harvard", faults=faults),
            ),
            "jhu": JhuClient.connect(
                "https://api.hub.jhu.edu", "sandbox", allow_local=True,
                adapter=SandboxAdapter(jhu.respond, held, provider="jhu", faults=faults),
            ),
        }  # fmt: skip
        monkeypatch.setattr(upstreams, "providers", lambda: clients)
        out, status = io.StringIO(), 0
        try:
            call_command("check_upstreams", stdout=out)
        except SystemExit as end:
            status = end.code
        for client in clients.values():
            client.session.close()
        return out.getvalue().splitlines(), status

    return run


class TestCheckUpstreams:
    def test_all_is_well(self, check):
        (_sandbox, museum, newsroom), status = check()

        assert status == 0
        assert museum.startswith(
            "Harvard Art Museums: reachable, key good, answers as its contract says · page "
        )
        assert newsroom.startswith(
            "Johns Hopkins Hub: reachable, key good, answers as its contract"
        )
        times = [re.sub(r" [\d,]+ ms", "", line).partition(" · ")[2] for line in (museum, newsroom)]
        assert times == ["page, objects, record, join", "page, record"]

    def test_a_refused_key(self, check):
        (_sandbox, museum, _newsroom), status = check(key="wrong")

        assert (museum, status) == ("Harvard Art Museums: reachable, key refused (401)", 1)

    @pytest.mark.parametrize(
        ("fault", "verdict"),
        [
            ("reset", "not reachable: is not reachable"),
            ("status=503", "not reachable: answered with an error (503)"),
            ("html", "reachable, answers other than its contract says: sent no whole JSON object"),
            (
                "wrong-json",
                "reachable, answers other than its contract says: sent no whole JSON object",
            ),
        ],
    )
    def test_troubles_have_their_names(self, check, fault, verdict):
        (_sandbox, museum, newsroom), status = check(fault)

        assert museum == f"Harvard Art Museums: {verdict}"
        assert newsroom.startswith("Johns Hopkins Hub: reachable, key good")
        assert status == 1

    def test_other_types_than_the_contract_s_are_listed(self, check):
        (_sandbox, museum, *details), status = check("wrong-types")

        assert "answers other than its contract says" in museum
        assert any(line.startswith("  page: records[].") for line in details)
        assert status == 1
