"""One suite, two legs: what holds for the recordings must hold for the sandbox."""

from __future__ import annotations

import pytest

from tests.contract.payloads import LEGS, Payloads
from tests.paths import needs_shared


@pytest.fixture(scope="session", params=[pytest.param("recordings", marks=needs_shared), "sandbox"])
def upstream_payloads(request: pytest.FixtureRequest) -> Payloads:
    return LEGS[request.param]()
