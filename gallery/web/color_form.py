"""The colour panel's own fields, folded into those of the query string.

A form without script cannot write ``color=e02020~40``: the tick, the share and the wish to
do without are three controls. So the panel has fields of its own, and what it sends is
answered with the address that says the same in the query string's words:

``pick``            a hex, once for every colour that is ticked
``avoid``           a hex whose "not" is ticked; counts only while ``pick`` has it too
``share_<hex>``     its share in percent, empty for an equal part
``add``             colours as people write them: ``firebrick, #e22 40%``; ``ziegelrot`` in German
``near``            a tolerance, or ``number`` for the one in ``near_number``
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from gallery.color.words import UnknownColorError
from gallery.search.params import ColorTerm, Wrong
from gallery.search.params import color as read_color
from gallery.search.query import SearchQuery
from gallery.web.color_names import parse
from gallery.web.requests import PageRequest, is_fragment_wanted

ADD, PICK, AVOID, SHARE, NEAR, NUMBER = "add", "pick", "avoid", "share_", "near", "near_number"
MOST_CHOSEN = 5
LONGEST_ADDED = 200

View = Callable[[PageRequest], HttpResponse]
_SHARED = re.compile(r"(?P<color>.+?)\s*[~ ]\s*(?P<share>[0-9]{1,3})\s*%?\Z")


def colors_typed(text: str) -> tuple[list[ColorTerm], list[str]]:
    """The colours in ``firebrick, #e22 40%``, and the parts that are none."""
    terms, unknown = [], []
    for part in re.split(r"[,;\n]+", text[:LONGEST_ADDED]):
        if typed := part.strip():
            try:
                terms.append(_typed(typed))
            except UnknownColorError:
                unknown.append(typed)
    return terms, unknown


def _typed(text: str) -> ColorTerm:
    shared = _SHARED.match(text)
    if shared and 1 <= int(shared["share"]) <= 100:
        try:
            return ColorTerm(parse(shared["color"]), int(shared["share"]))
        except UnknownColorError:
            pass  # "#123 456" is no colour with a share either; the whole is named below
    return ColorTerm(parse(text))


def fold(params: QueryDict) -> QueryDict | None:
    """`params` in the query string's own fields; None where there is nothing to fold.

    What was added and is no colour stays in ``add``, so that the page can say so.
    """
    own = [name for name in params if name in (ADD, PICK, AVOID, NEAR, NUMBER) or _is_share(name)]
    if not own:
        return None
    folded = params.copy()
    for name in own:
        del folded[name]
    terms, avoided = _picked(params)
    added, unknown = colors_typed(",".join(params.getlist(ADD)))
    fresh = [term for term in added if term.color not in {one.color for one in (*terms, *avoided)}]
    room = max(0, MOST_CHOSEN - len(terms) - len(avoided))
    for term in (*terms, *fresh[:room]):
        folded.appendlist("color", str(term))
    for term in avoided:
        folded.appendlist("not_color", str(term))
    if near := params.get(NEAR, ""):
        folded["tolerance"] = params.get(NUMBER, "") if near == "number" else near
    left = unknown + [term.color for term in fresh[room:]]
    if left:
        folded[ADD] = ", ".join(left)
    return None if folded == params else folded


def _is_share(name: str) -> bool:
    return bool(re.fullmatch(SHARE + r"[0-9a-f]{6}", name))


def _picked(params: QueryDict) -> tuple[list[ColorTerm], list[ColorTerm]]:
    """The ticked colours that are wanted, and those that are not."""
    picked: dict[str, ColorTerm] = {}
    for value in params.getlist(PICK):
        try:
            color = read_color(value, with_share=False).color
        except Wrong:
            continue  # no control of ours sends it
        picked[color] = ColorTerm(color, _share(params.get(SHARE + color[1:], "")))
    avoided = {value.strip().lower().removeprefix("#") for value in params.getlist(AVOID)}
    wanted = [term for term in picked.values() if term.color[1:] not in avoided]
    unwanted = [ColorTerm(color) for color in picked if color[1:] in avoided]
    return wanted, unwanted


def _share(value: str) -> int | None:
    """A share in percent, kept within 1 to 100; None for what is no number."""
    number = value.strip().removesuffix("%").strip().partition(".")[0]
    if not (number.isascii() and number.isdigit()):
        return None
    return max(1, min(100, int(number[:9])))


def canonical(params: QueryDict, path: str) -> str:
    """The address for `params`: without blanks, in the query's own order where nothing is wrong."""
    query, problems = SearchQuery.from_params(params)
    if not problems and ADD not in params:
        return query.url(path)
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        kept.setlist(name, [value for value in values if value.strip()])
    return f"{path}?{kept.urlencode()}"


def folded(view: View) -> View:
    """A view that only ever sees the query string's own fields.

    A page asked for in other words is redirected to its true address; a fragment, which
    names its address itself, is answered at once.
    """

    @wraps(view)
    def wrapped(request: PageRequest) -> HttpResponse:
        found = fold(request.GET)
        if found is None:
            return view(request)
        url = canonical(found, request.path)
        if not is_fragment_wanted(request):
            return redirect(url)
        request.GET = found  # type: ignore[assignment]
        return view(request)

    return wrapped
