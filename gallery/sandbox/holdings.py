"""What the APIs need of a collection, so that a handful of dicts can stand in for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Payload = Mapping[str, Any]


class Holdings(Protocol):
    """API-shaped records. Keys that begin with ``_`` are the sandbox's own and never sent.

    A Hub file may carry ``_publish_date`` (ISO 8601) and ``_score`` (a number) to be
    ordered by.
    """

    @property
    def harvard_images(self) -> Sequence[Payload]:
        """Records of ``/image``."""

    @property
    def harvard_objects(self) -> Sequence[Payload]:
        """Records of ``/object``."""

    @property
    def hub_files(self) -> Sequence[Payload]:
        """Resources of ``/files``, documents among them."""
