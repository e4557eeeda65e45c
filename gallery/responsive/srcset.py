"""Reading and writing ``srcset``, by the HTML standard's own algorithm.

HTML, 4.8.4.3.10 "Parsing a srcset attribute". URL strings are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_SPACE = "\t\n\f\r "
# HTML, 2.3.4: valid non-negative integer; valid floating-point number.
# (Nine digits are more than any picture has, and within what every browser can hold.)
_INTEGER = re.compile(r"[0-9]{1,9}")
_FLOAT = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What lies between candidates, their URL, and one plain descriptor up to the next candidate.
_GAP = re.compile(r"[\t\n\f\r ,]*")
_URL = re.compile(r"[^\t\n\f\r ]+")
_PLAIN = re.compile(r"[\t\n\f\r ]+([0-9.]+[wx])[\t\n\f\r ]*(?:,|\Z)")


class SrcsetError(ValueError):
    """A URL or a set of candidates that no ``srcset`` can carry."""


@dataclass(frozen=True, slots=True)
class ImageCandidate:
    """One image candidate string: ``width`` in px (w), ``density`` (x), ``height`` (h)."""

    url: str
    width: int | None = None
    density: float | None = None
    height: int | None = None

    @property
    def descriptor(self) -> str:
        """Its descriptors as they are written, "" where there is none."""
        parts = []
        if self.width is not None:
            parts.append(f"{self.width}w")
        if self.height is not None:
            parts.append(f"{self.height}h")
        if self.density is not None:
            parts.append(f"{self.density!r}".removesuffix(".0") + "x")
        return " ".join(parts)

    def __str__(self) -> str:
        return f"{self.url} {self.descriptor}".rstrip()


@dataclass(frozen=True, slots=True)
class Srcset:
    """What a ``srcset`` says: its candidates in order, and what is wrong with it."""

    candidates: tuple[ImageCandidate, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """The width descriptors in order, px."""
        return tuple(found.width for found in self.candidates if found.width is not None)


@lru_cache(maxsize=1024)  # a page reads the same one for its box, its candidates and its cut
def parse_srcset(text: str) -> Srcset:
    """Read `text` as a browser does: what is wrong is skipped and told in ``errors``."""
    candidates: list[ImageCandidate] = []
    errors: list[str] = []
    position = 0
    while True:
        gap = _GAP.match(text, position)
        assert gap is not None  # noqa: S101 - it matches nothing too
        if "," in gap[0]:
            errors.append("a comma that separates nothing")
        found = _URL.match(text, gap.end())
        if found is None:
            return Srcset(tuple(candidates), tuple(errors))
        url, position = found[0], found.end()
        descriptors: list[str] = []
        if url.endswith(","):
            trimmed = url.rstrip(",")
            if len(url) - len(trimmed) > 1:
                errors.append(f"more than one comma behind {trimmed}")
            url = trimmed
        elif plain := _PLAIN.match(text, position):  # what nearly every candidate has
            descriptors, position = [plain[1]], plain.end()
        else:
            descriptors, position = _tokenize(text, position)
        candidate = _candidate(url, descriptors)
        if candidate is None:
            errors.append(f"{' '.join(descriptors)!r} does not describe {url}")
        else:
            candidates.append(candidate)
            if candidate.height is not None:
                errors.append(f"the h descriptor of {url} is not allowed yet")


def _tokenize(text: str, position: int) -> tuple[list[str], int]:
    """Split off the descriptors of one candidate; commas inside parentheses belong to them."""
    descriptors = [""]
    in_parens = False
    while position < len(text):
        character = text[position]
        position += 1
        if in_parens:
            in_parens = character != ")"
            descriptors[-1] += character
        elif character in _SPACE:
            descriptors.append("")
        elif character == ",":
            break
        else:
            in_parens = character == "("
            descriptors[-1] += character
    return [descriptor for descriptor in descriptors if descriptor], position


def _candidate(url: str, descriptors: list[str]) -> ImageCandidate | None:
    """The descriptor parser: None where the standard says error."""
    width = height = density = None
    for descriptor in descriptors:
        number, unit = descriptor[:-1], descriptor[-1]
        if unit == "w" and _INTEGER.fullmatch(number):
            if width is not None or density is not None or not int(number):
                return None
            width = int(number)
        elif unit == "x" and _FLOAT.fullmatch(number):
            if not width is height is density is None or float(number) < 0:
                return None
            density = float(number)
        elif unit == "h" and _INTEGER.fullmatch(number):
            if height is not None or density is not None or not int(number):
                return None
            height = int(number)
        else:
            return None
    if height is not None and width is None:
        return None
    return ImageCandidate(url, width, density, height)


def can_carry(url: str) -> bool:
    """Whether `url` survives in a ``srcset``: no white space, no comma at either end."""
    return bool(url) and not re.search(rf"[{_SPACE}]", url) and url.strip(",") == url


def format_srcset(candidates: Iterable[ImageCandidate]) -> str:
    """Return the candidates as one ``srcset``, URLs as they are.

    Raises SrcsetError where a URL would split the set, or where it would not be read
    back as the same candidates.
    """
    given = tuple(candidates)
    for candidate in given:
        if not can_carry(candidate.url):
            raise SrcsetError(f"the URL {candidate.url!r} would split a srcset")
    text = ", ".join(str(candidate) for candidate in given)
    if parse_srcset(text).candidates != given:
        raise SrcsetError(f"{text!r} would not be read back as it was meant")
    return text


def cut_at_width(text: str, width: int) -> str:
    """Return the ``srcset`` `text` without candidates above `width` px.

    The very same string where nothing is above; else the rest, URLs untouched.
    Candidates without a width descriptor are kept.
    """
    found = parse_srcset(text).candidates
    kept = [one for one in found if one.width is None or one.width <= width]
    return text if len(kept) == len(found) else format_srcset(kept)
