"""Where a visitor's words stand in a text, the same on every database. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from gallery.catalog.words import Term, Words
from gallery.records import ImageRecord

LONGEST_EXCERPT = 160  # characters

_ASCII_RUN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text; `is_match` where it is one of the words asked for."""

    text: str
    is_match: bool = False


def fold(text: str) -> str:
    """`text` without case and diacritics, as the full-text index sees it."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, folded token) of every run of letters, digits and marks."""
    if text.isascii():  # nearly always, and then a fifth of the time
        return [(*it.span(), it[0].lower()) for it in _ASCII_RUN.finditer(text)]
    found: list[tuple[int, int, str]] = []
    start = None
    for place, sign in enumerate(text + " "):
        if unicodedata.category(sign)[0] in "LNM":
            start = place if start is None else start
        elif start is not None:
            found.append((start, place, fold(text[start:place])))
            start = None
    return found


@dataclass(frozen=True)
class _Wanted:
    """Terms made ready: folded tokens, and one pattern where every term is a plain word."""

    terms: tuple[tuple[bool, tuple[str, ...]], ...]
    pattern: re.Pattern[str] | None


@lru_cache(maxsize=64)
def _wanted(terms: tuple[Term, ...]) -> _Wanted:
    folded = tuple((it.is_prefix, tuple(map(fold, it.tokens))) for it in terms)
    if not folded or any(len(tokens) > 1 for _is_prefix, tokens in folded):
        return _Wanted(folded, None)
    # No token holds a sign that means something in a pattern.
    whole = "|".join(tokens[0] for is_prefix, tokens in folded if not is_prefix)
    begun = "|".join(tokens[0] for is_prefix, tokens in folded if is_prefix)
    ways = [f"(?:{whole})(?![a-z0-9])"] * bool(whole) + [f"(?:{begun})[a-z0-9]*"] * bool(begun)
    pattern = re.compile(f"(?<![a-z0-9])(?:{'|'.join(ways)})", re.ASCII | re.IGNORECASE)
    return _Wanted(folded, pattern)


def _places(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """(start, end) of everything in `text` that one of `terms` matches, in order, disjoint."""
    wanted = _wanted(terms)
    if wanted.pattern and text.isascii():
        return [it.span() for it in wanted.pattern.finditer(text)]
    plain = fold(text)
    if not any(tokens[0] in plain for _is_prefix, tokens in wanted.terms):
        return []
    found = _tokens(text)
    is_marked = [False] * len(found)
    for is_prefix, tokens in wanted.terms:
        for first in range(len(found) - len(tokens) + 1):
            run = [token for _start, _end, token in found[first : first + len(tokens)]]
            last_fits = run[-1].startswith(tokens[-1]) if is_prefix else run[-1] == tokens[-1]
            if last_fits and tuple(run[:-1]) == tokens[:-1]:
                is_marked[first : first + len(tokens)] = [True] * len(tokens)
    return [
        (start, end)
        for (start, end, _token), marked in zip(found, is_marked, strict=True)
        if marked
    ]


def highlight(text: str, words: Words) -> tuple[Span, ...]:
    """`text` in pieces; put together again they are `text`. Empty when nothing matches."""
    places = _places(text, words.wanted)
    if not places:
        return ()
    spans: list[Span] = []
    done = 0
    for start, end in places:
        if start > done:
            spans.append(Span(text[done:start]))
        spans.append(Span(text[start:end], is_match=True))
        done = end
    if done < len(text):
        spans.append(Span(text[done:]))
    return tuple(spans)


def _around(text: str, words: Words, longest: int) -> str:
    """At most `longest` characters of `text` around its first match, cut between words."""
    if len(text) <= longest:
        return text
    places = _places(text, words.wanted)
    start = max(0, places[0][0] - longest // 4) if places else 0
    if start:
        start = text.find(" ", start, places[0][0]) + 1 or start
    end = min(len(text), start + longest)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + longest // 2)
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


def excerpt(
    record: ImageRecord, words: Words, *, longest: int = LONGEST_EXCERPT
) -> tuple[Span, ...]:
    """The best text of `record` that holds a wanted word, cut to `longest`, marked."""
    if not words.wanted:
        return ()
    texts = (
        record.title,
        *(thing.title for thing in record.objects),
        record.caption,
        record.alt_text,
        record.description,
        *record.people,
        record.technique.raw,
        record.rights.credit,
    )
    candidates = [(len(_places(text, words.wanted)), text) for text in dict.fromkeys(texts) if text]
    count, text = max(candidates, key=lambda it: it[0], default=(0, ""))
    return highlight(_around(text, words, longest), words) if count else ()
