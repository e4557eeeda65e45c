"""System checks: every wrong environment variable stops the start, with its fix."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured


@register("lighttable")
def check_environment(**_kwargs: Any) -> list[Error]:
    """One error for each variable that `gallery.conf` could not use as it stands."""
    return [
        Error(
            f"{found.variable}: {found.message}", hint=found.fix, id=f"lighttable.{found.variable}"
        )
        for found in settings.LIGHTTABLE.problems
    ]


def refuse_wrong_environment() -> None:
    """Stop a server that runs no system checks of its own.

    Raises ImproperlyConfigured with one line for each wrong variable.
    """
    lines = [f"{error.msg} {error.hint}" for error in check_environment()]
    if lines:
        raise ImproperlyConfigured("\n".join(lines))
