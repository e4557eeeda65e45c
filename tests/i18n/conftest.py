"""Pages here reach no provider either."""

from tests.web.conftest import nobody, provide

__all__ = ["nobody", "provide"]
