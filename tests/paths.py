"""Where the data beside the checkout is, and the mark that skips a test without it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LIGHTTABLE_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"

needs_shared = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the shared test data is not beside the checkout ({DATA})"
)
