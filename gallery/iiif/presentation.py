"""IIIF Presentation 3.0 manifests, as plain JSON values.

https://iiif.io/api/presentation/3.0/ ("§" below is that document). Built canvas by canvas,
so that a manifest of thousands of pictures can be sent as it is made: see `stream`.
Every URL given must be absolute (§4.1: an id is an HTTP(S) URI).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
# §3.2 "rights": only Creative Commons and RightsStatements.org, by their http addresses.
IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
# §5.2: an Image API 2 service keeps its own names for id and type.
SERVICE_PROFILE = "http://iiif.io/api/image/2/level2.json"

Json = dict[str, Any]
Pairs = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Content:
    """A picture file; `service` is the base of its Image API 2 service, or "".

    Sizes in px, 0 where unknown.
    """

    url: str
    width: int = 0
    height: int = 0
    media_type: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """Who provides a picture, and where they are found."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a canvas or a manifest. ``label`` must not be empty (§3.1).

    ``metadata``: (term, values) pairs; pairs without a value are left out. ``statement``
    must be shown by whoever shows the picture. ``day`` is YYYY-MM-DD or "".
    """

    label: str
    summary: str = ""
    metadata: Pairs = ()
    statement: str = ""
    rights: str = ""
    homepage: str = ""
    homepage_label: str = ""
    agent: Agent | None = None
    day: str = ""


def text(*values: str, language: str = "none") -> dict[str, list[str]]:
    """A language map (§4.4). Plain text must not look like HTML: it then ends in a space."""
    shown = [f"{it} " if it.startswith("<") and it.rstrip().endswith(">") else it for it in values]
    return {language: shown}


def content(it: Content) -> Json:
    """A content resource of type Image (§5.7)."""
    found: Json = {"id": it.url, "type": "Image"}
    if it.media_type:
        found["format"] = it.media_type
    if it.width and it.height:
        found |= {"width": it.width, "height": it.height}
    if it.service:
        found["service"] = [
            {"@id": it.service, "@type": "ImageService2", "profile": SERVICE_PROFILE}
        ]
    return found


def about(it: About) -> Json:
    """The descriptive, rights and linking properties of a canvas or manifest (§3)."""
    found: Json = {"label": text(it.label)}
    if it.summary:
        found["summary"] = text(it.summary)
    metadata = [
        {"label": text(term, language="en"), "value": text(*values)}
        for term, values in it.metadata
        if any(values)
    ]
    if metadata:
        found["metadata"] = metadata
    if it.statement:
        label = text("Attribution", language="en")
        found["requiredStatement"] = {"label": label, "value": text(it.statement)}
    if it.rights:
        found["rights"] = it.rights
    if it.day:
        found["navDate"] = f"{it.day}T00:00:00Z"
    if it.agent:
        found["provider"] = [_agent(it.agent)]
    if it.homepage:
        found["homepage"] = [_page(it.homepage, it.homepage_label or it.label)]
    return found


def canvas(
    identifier: str,
    size: tuple[int, int],
    said: About,
    painting: Content | None,
    thumbnail: Content | None = None,
) -> Json:
    """One picture as a canvas (§5.3) of `size` px, both above 0.

    Without a `painting` it is empty, as for a picture that may not be shown.
    """
    found: Json = {"id": identifier, "type": "Canvas", **about(said)}
    found |= {"width": size[0], "height": size[1]}
    if thumbnail:
        found["thumbnail"] = [content(thumbnail)]
    items = []
    if painting:
        annotation = {
            "id": f"{identifier}/painting/1",
            "type": "Annotation",
            "motivation": "painting",
            "body": content(painting),
            "target": identifier,
        }
        items = [{"id": f"{identifier}/page/1", "type": "AnnotationPage", "items": [annotation]}]
    return found | {"items": items}


def manifest_head(
    identifier: str, said: About, *, behavior: str = "", see_also: Sequence[tuple[str, str]] = ()
) -> Json:
    """A manifest (§5.2) without its canvases.

    `see_also`: (URL, media type) of the same data for machines, of one kind each.
    """
    found: Json = {"@context": CONTEXT, "id": identifier, "type": "Manifest", **about(said)}
    if behavior:
        found["behavior"] = [behavior]
    if see_also:
        found["seeAlso"] = [
            {"id": url, "type": "Dataset", "format": media_type} for url, media_type in see_also
        ]
    return found


def stream(head: Json, canvases: Iterable[Json]) -> Iterator[str]:
    """The manifest of `head` and `canvases` as pieces of JSON text, made as they are asked for.

    §5.2: a manifest has at least one canvas; whoever calls sees to that.
    """
    yield _dumped(head)[:-1] + ',"items":['
    for number, one in enumerate(canvases):
        yield f",\n{_dumped(one)}" if number else _dumped(one)
    yield "]}\n"


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _agent(it: Agent) -> Json:
    return {
        "id": it.url,
        "type": "Agent",
        "label": text(it.name),
        "homepage": [_page(it.url, it.name)],
    }


def _page(url: str, label: str) -> Json:
    return {"id": url, "type": "Text", "label": text(label), "format": "text/html"}
