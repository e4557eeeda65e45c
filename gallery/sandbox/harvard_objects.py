"""The parameters of ``/object`` beyond those of every resource (docs, object)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gallery.sandbox.fields import leaves, tokens
from gallery.sandbox.holdings import Payload
from gallery.sandbox.parameters import Parameters, whole_number

Accepts = Callable[[Payload], bool]
ANY, NONE = "any", "none"

# parameter → the fields that hold its names, the fields that hold its numbers.
_NAMED = {
    "century": (("century",), ()),
    "classification": (("classification",), ("classificationid",)),
    "culture": (("culture", "people.culture"), ()),
    "medium": (("medium",), ("mediumid",)),
    "period": (("period",), ("periodid",)),
    "person": (("people.name", "people.displayname"), ("people.personid",)),
    "technique": (("technique",), ("techniqueid",)),
    "worktype": (("worktypes.worktype",), ("worktypes.worktypeid",)),
    "hue": (("colors.hue",), ()),
}
# docs, object: what ``keyword`` searches.
_KEYWORD_FIELDS = (
    "title", "people.name", "people.displayname", "description", "classification", "culture",
    "worktypes.worktype", "medium", "provenance", "creditline",
)  # fmt: skip


def object_filter(parameters: Parameters) -> Accepts:
    """Whether a record meets all of the object parameters in `parameters`."""
    tests = [
        *_named_tests(parameters),
        *_color_tests(parameters),
        *_image_tests(parameters),
        *_word_tests(parameters),
    ]
    return lambda record: all(test(record) for test in tests)


def _texts(record: Payload, paths: Iterable[str]) -> list[str]:
    return [str(value) for path in paths for value in leaves(record, path) if value != ""]


def _named_tests(parameters: Parameters) -> Iterable[Accepts]:
    for name, (words, numbers) in _NAMED.items():
        if wanted := {part.lower() for part in parameters.split(name, "|")}:
            yield _listed(wanted, words, numbers)


def _listed(wanted: set[str], words: Iterable[str], numbers: Iterable[str]) -> Accepts:
    def test(record: Payload) -> bool:
        found = {text.lower() for text in _texts(record, (*words, *numbers))}
        if ANY in wanted:
            return bool(found)
        return not found if wanted == {NONE} else bool(found & wanted)

    return test


def _color_tests(parameters: Parameters) -> Iterable[Accepts]:
    wanted = {part.lower() for part in parameters.split("color", "|")}
    if wanted == {ANY}:
        yield lambda record: bool(record.get("colors"))
    elif wanted:
        # The maintainers: by exact hex only, and any of several will do.
        yield lambda record: bool(
            wanted & {text.lower() for text in _texts(record, ("colors.color",))}
        )


def _image_tests(parameters: Parameters) -> Iterable[Accepts]:
    if has_image := parameters.get("hasimage"):
        yield lambda record: bool(record.get("images")) == (has_image == "1")
    if wanted := {whole_number(part) for part in parameters.split("image", "|")}:
        yield lambda record: not wanted.isdisjoint(leaves(record, "images.imageid"))


def _word_tests(parameters: Parameters) -> Iterable[Accepts]:
    for name, paths in (
        ("keyword", _KEYWORD_FIELDS),
        ("title", ("title",)),
        ("objectnumber", ("objectnumber",)),
    ):
        if words := tokens(parameters.get(name)):
            yield _holds_all(set(words), paths)
    if title := parameters.get("exact_title"):
        yield lambda record: record.get("title") == title
    year = whole_number(parameters.get("yearmade"))
    if year is not None:
        yield lambda record: _spans(record, year)


def _holds_all(words: set[str], paths: Iterable[str]) -> Accepts:
    return lambda record: words <= {word for text in _texts(record, paths) for word in tokens(text)}


def _spans(record: Payload, year: int) -> bool:
    begin, end = record.get("datebegin"), record.get("dateend")
    return isinstance(begin, int) and isinstance(end, int) and begin <= year <= end
