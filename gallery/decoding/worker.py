"""The process that decodes: ``python -m gallery.decoding.worker``, driven by `workshop`.

Messages both ways: four bytes of length, then so many bytes. In come a JSON object with
``job`` (``module:function``) and ``options``, then the file. Out goes a JSON object with
``value``, or ``error`` (the exception's class) and ``message``; where it says ``raw``, as
for jobs that return a pair whose second is bytes, those follow it. Nothing is pickled: what decodes a hostile file may say anything, and its word is
only ever read as JSON or as pixels.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import struct
import sys
from io import BytesIO
from typing import IO, Any

LENGTH = struct.Struct("!I")


def read_message(source: IO[bytes]) -> bytes:
    """The next message; raises EOFError where the other side is gone."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    body = source.read(length)
    if len(body) < length:
        raise EOFError
    return body


def write_message(target: IO[bytes], body: bytes) -> None:
    """Send `body`."""
    target.write(LENGTH.pack(len(body)))
    target.write(body)
    target.flush()


def confine(memory: int) -> None:
    """At most `memory` bytes of data, no files written, no core dumps."""
    # RLIMIT_DATA counts private writable memory (Linux 4.7); address space would count
    # the libraries' reservations too.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(head: bytes, file: bytes) -> dict[str, Any]:
    """What comes of one job."""
    asked = json.loads(head)
    module, _, name = asked["job"].partition(":")
    function = getattr(importlib.import_module(module), name)
    try:
        return {"value": function(BytesIO(file), **asked["options"])}
    except MemoryError:
        return {"error": "MemoryError", "message": "it needs more memory than is allowed"}
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, SyntaxError) as error:
        return {"error": type(error).__name__, "message": str(error)}


def main(memory: int) -> None:
    """Answer until the other side closes."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    confine(memory)
    while True:
        try:
            head, file = read_message(source), read_message(source)
        except EOFError:
            return
        found = answer(head, file)
        value, raw = found.get("value"), None
        if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], bytes):
            raw = value[1]
            found = {"value": value[0], "raw": True}
        write_message(target, json.dumps(found).encode())
        if raw is not None:
            write_message(target, raw)
        del (
            found,
            value,
            raw,
        )  # as large as a picture: not to be held while waiting for the next one


if __name__ == "__main__":
    main(int(sys.argv[1]))
