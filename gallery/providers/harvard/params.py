"""Questions → Harvard's query parameters. Contract: Harvard docs, image, parameters."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from luqum.tree import FieldGroup, From, Item, OrOperation, Phrase, Range, SearchField, Word

from gallery.providers.base import LARGEST_PAGE, ProviderRequest

Params = list[tuple[str, str]]

# Elasticsearch's usual result window; whether Harvard raised it is not known.
WINDOW = 10_000

OBJECT_FIELDS = "id,title,url,people,dated,classification,imagepermissionlevel"
BULK_FIELDS = f"{OBJECT_FIELDS},images"

_SORTS = {"newest": ("date", "desc"), "oldest": ("date", "asc"), "widest": ("width", "desc")}
_TYPED = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_MOST_WORDS = 32
_LONGEST_WORD = 100


@dataclass(frozen=True)
class ImageQuery:
    """Every parameter of ``/image`` but the key. `size` above 100 is cut, as upstream does."""

    q: str = ""
    size: int = LARGEST_PAGE
    page: int = 1
    sort: str = ""
    sortorder: str = ""
    fields: tuple[str, ...] = ()
    aggregation: Mapping[str, Any] | None = None
    ids: tuple[int, ...] = ()

    @property
    def is_inside_window(self) -> bool:
        """Whether the whole page lies within the rows that can be asked for."""
        return self.page >= 1 and self.page * max(self.rows, 1) <= WINDOW

    @property
    def rows(self) -> int:
        """How many rows a page holds at most."""
        return min(max(self.size, 0), LARGEST_PAGE)

    def params(self) -> Params:
        """As they are sent; parameters that say nothing are left out."""
        given = [
            ("q", self.q),
            ("size", str(self.rows)),
            ("page", str(self.page)),
            ("sort", self.sort),
            ("sortorder", self.sortorder),
            ("fields", ",".join(self.fields)),
            ("aggregation", json.dumps(self.aggregation) if self.aggregation else ""),
            ("id", "|".join(str(one) for one in self.ids)),
        ]
        return [(name, value) for name, value in given if value]


def image_query(request: ProviderRequest) -> ImageQuery:
    """`request` in the words of ``/image``."""
    sort, order = _SORTS.get(request.sort, ("", ""))
    if request.sort.startswith("random"):
        # Plain "random" shuffles anew on every page; a seed keeps pages from overlapping.
        seed = re.sub(r"[^0-9]", "", request.sort)[:9]
        sort = f"random:{seed or 1}"
    return ImageQuery(
        q=query_string(request),
        size=max(request.page_size, 1),
        page=max(request.page, 1),
        sort=sort,
        sortorder=order,
    )


def query_string(request: ProviderRequest) -> str:
    """`q`: an Elasticsearch query string that is valid whatever the visitor typed.

    Words and "phrases in quotes" must all occur, -words must not. Each is sent as a quoted
    phrase, inside which nothing but the quote and the backslash has a meaning.
    """
    terms = _phrases(request.words)
    clauses: list[Item] = [term for negated, term in terms if not negated]
    clauses += [_in_technique(term) for _, term in _phrases(request.technique)]
    if request.min_width > 0:
        clauses.append(SearchField("width", From(Word(str(request.min_width)))))
    if request.date_from or request.date_to:
        first, last = (str(day or "*") for day in (request.date_from, request.date_to))
        clauses.append(SearchField("date", Range(Word(f"{first} "), Word(f" {last}"))))
    unwanted = [f"NOT {term}" for negated, term in terms if negated]
    if unwanted and not clauses:
        clauses.append(SearchField("id", From(Word("0"))))  # from nothing, nothing can be taken
    return " AND ".join(str(clause) for clause in [*clauses, *unwanted])


def id_slice(first: int, last: int | None = None) -> str:
    """`q` for the records with ids from `first` to `last` (None: open): how to pass the window."""
    return f"id:>={first}" if last is None else f"id:(>={first} AND <={last})"


def changed_since(day: dt.date) -> str:
    """`q` for the records that were refreshed on `day` or later."""
    return f"lastupdate:[{day} TO *]"


def objects_of(image_ids: Iterable[int]) -> Params:
    """``/object`` for the objects that these images show.

    The query string and the field are documented (Harvard docs, object: q, images); whether
    the field is indexed so that it can be found is not. See `objects_of_image`.
    """
    joined = " OR ".join(str(one) for one in image_ids)
    return [
        ("q", f"images.imageid:({joined})"),
        ("fields", BULK_FIELDS),
        ("size", str(LARGEST_PAGE)),
    ]


def objects_of_image(image_ids: Iterable[int]) -> Params:
    """The same by ``image=``, which is named for one image and not in the list of parameters.

    What the API does not know it ignores, so that any object may come: look at its images.
    """
    joined = "|".join(str(one) for one in image_ids)
    return [("image", joined), ("fields", BULK_FIELDS), ("size", str(LARGEST_PAGE))]


def is_about_one_picture(url: str) -> bool:
    """Whether `url` asks for what the page of one picture shows: its record, its objects."""
    parts = urlsplit(url)
    if re.search(r"/image/[0-9]+$", parts.path):
        return True
    asked = parse_qs(parts.query)
    image, q = (asked.get(name, [""])[0] for name in ("image", "q"))
    is_one = image.isdecimal() or re.fullmatch(r"images\.imageid:\([0-9]+\)", q)
    return parts.path.endswith("/object") and bool(is_one)


def is_of_a_harvest(url: str) -> bool:
    """Whether `url` asks for a slice of ids, as nobody but a harvest does; see `id_slice`."""
    q = parse_qs(urlsplit(url).query).get("q", [""])[0]
    return bool(re.match(r"id:(>=[1-9]|\(>=[1-9][0-9]* AND <=)", q))


def objects_with_images(page: int, size: int = LARGEST_PAGE, q: str = "") -> Params:
    """``/object`` for a page of all the objects that have pictures, by descending id."""
    rows = min(max(size, 1), LARGEST_PAGE)
    given = [
        ("hasimage", "1"),
        ("q", q),
        ("fields", f"{BULK_FIELDS},colors"),
        ("size", str(rows)),
        ("page", str(page)),
        ("sort", "id"),
        ("sortorder", "desc"),
    ]
    return [(name, value) for name, value in given if value]


def _in_technique(term: Phrase) -> Item:
    """`term` in the technique text, alone or grown together with a field's name.

    A colon between letters is no word break to Lucene's standard tokeniser, so that
    ``Make:Hasselblad;`` is indexed as one word, ``make:hasselblad``.
    """
    word = term.value.strip('"')
    if not word.isalnum():
        return SearchField("technique", term)
    alone, within = Phrase(term.value, tail=" "), Word(f"*{word}*", head=" ")
    return SearchField("technique", FieldGroup(OrOperation(alone, within)))


def _phrases(typed: str) -> list[tuple[bool, Phrase]]:
    """(negated, phrase) for each thing typed that holds a letter or digit."""
    found = []
    for minus, quoted, plain in _TYPED.findall(typed):
        inner = re.sub(r"[\x00-\x1f\x7f\\\"]", " ", quoted or plain)
        inner = " ".join(inner.split())[:_LONGEST_WORD]
        if re.search(r"\w", inner):
            found.append((bool(minus), Phrase(f'"{inner}"')))
    return found[:_MOST_WORDS]
