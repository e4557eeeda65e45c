"""The IIIF community's own validator, run against a live server.

Left out: ``size_noup``, which wants 400 for ``!2000,3000`` where Image API 3.0 §4.2 says
that ``!w,h`` never enlarges; and beyond level 2 the tests that fail before they ask
anything (they call Python 2's ``urllib.urlopen``).
"""

import random
from collections.abc import Iterator

import pylibmagic  # before iiif_validator: shows python-magic the libmagic that it bundles
import pytest
from iiif_validator import validator

from gallery.sandbox.validator_picture import VALIDATOR_ID
from tests.sandbox.delivery import running

CONTRADICTS_3_0 = {"size_noup"}
PYTHON_2_ONLY = {"format_jp2", "format_pdf", "format_webp"}
ENLARGING_2_1 = {"size_up"}  # Harvard's service offers no sizes above full, nor do we at /2/


def names(version: str, levels: range) -> list[str]:
    tests = validator.TestSuite(validator.ValidationInfo()).list_tests(version)
    return sorted(name for name, info in tests.items() if info["level"] in levels)


def cases() -> Iterator[tuple[str, str]]:
    for version in ("2.0", "3.0"):
        excused = {
            "2.0": PYTHON_2_ONLY | ENLARGING_2_1,
            "3.0": PYTHON_2_ONLY | CONTRADICTS_3_0,
        }[version]
        yield from ((version, name) for name in names(version, range(4)) if name not in excused)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, running() as address:
        from django.conf import settings

        patch.setattr(settings, "ROOT_URLCONF", "tests.sandbox.delivery")
        yield address


class TestLibmagic:
    def test_comes_with_the_tests_and_not_from_the_system(self) -> None:
        import magic

        kind = magic.from_buffer(b"%PDF-1.4", mime=True)

        assert kind == "application/pdf"
        assert magic.libmagic._name.startswith(str(pylibmagic.data))


class TestValidator:
    @pytest.mark.parametrize(("version", "name"), list(cases()))
    def test_passes(self, host: str, version: str, name: str) -> None:
        random.seed(f"{version} {name}")  # its tests ask for random regions and sizes
        prefix = f"sandbox/iiif/{version[0]}"
        result = validator.ImageAPI(VALIDATOR_ID, host, prefix, "http", "", version, debug=False)

        validator.TestSuite(validator.ValidationInfo()).run_test(name, result)

        assert result.exception is None, f"{result.exception} {result.urls}"
        assert result.urls or name in ("baseurl_redirect", "jsonld")

    def test_level_2_lacks_only_what_contradicts_the_standard(self) -> None:
        asked = set(cases())

        wanted = {(v, name) for v in ("2.0", "3.0") for name in names(v, range(3))}

        assert wanted - asked == {("3.0", "size_noup")}
        assert len(wanted) > 50
