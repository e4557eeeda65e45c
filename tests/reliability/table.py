"""The table in docs/reliability.md, from the faults that tests inject: ``python -m tests.reliability.table``.

Prints the document with the table made anew; `test_table.py` compares.
"""

from __future__ import annotations

import sys

from gallery.providers.errors import ProviderPaused
from gallery.search.notes import failed
from tests.hostile.faults import FAULTS
from tests.paths import ROOT

DOCUMENT = ROOT / "docs/reliability.md"
BEGIN, END = "<!-- faults -->\n", "<!-- end of faults -->\n"


def rows() -> list[str]:
    """One line for each fault: what is done, what it means, what the page says of it."""
    found = []
    for name, (_behave, kind) in FAULTS.items():
        note = failed("harvard", "Harvard Art Museums", kind("harvard"), 0.0)
        found.append(f"| {name} | `{kind.__name__}` | “… {note.message}” |")
    note = failed("harvard", "Harvard Art Museums", ProviderPaused("harvard"), 0.0)
    found.append(
        f"| five failures in a row | `ProviderPaused`, nothing is asked | “… {note.message}” |"
    )
    return found


def table() -> str:
    """The whole table."""
    head = [
        "| what the upstream does | what the client makes of it | what the page says |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows()]) + "\n"


def renewed(text: str) -> str:
    """`text` with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    sys.stdout.write(renewed(DOCUMENT.read_text()))
