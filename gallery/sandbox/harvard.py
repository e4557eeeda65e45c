"""The Harvard Art Museums API, as documented and as recorded (docs: image, object).

Anything but 200 is plain text, as the one recorded error is: whoever parses JSON
without looking at the status fails here as it would there.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from gallery.sandbox.aggregation import AggregationError, aggregate, read_aggregation
from gallery.sandbox.fields import Fields
from gallery.sandbox.harvard_colors import color_records, spectrum_records
from gallery.sandbox.harvard_objects import object_filter
from gallery.sandbox.holdings import Holdings, Payload
from gallery.sandbox.lucene_syntax import QueryError
from gallery.sandbox.paging import Paging
from gallery.sandbox.parameters import Parameters, whole_number
from gallery.sandbox.projection import Projection
from gallery.sandbox.query import compile_query
from gallery.sandbox.responses import SandboxResponse, as_json, as_text, published, with_origin
from gallery.sandbox.sorting import sorted_records

KEY = "sandbox"
ADDRESS = "/sandbox/harvard"
# By resource: rows and what of them may be seen, and this and what can be searched for in it.
_seen: dict[str, tuple[Sequence[Payload], Sequence[Payload]]] = {}
_read: dict[str, tuple[Sequence[Payload], Fields]] = {}
RESTRICTED = 0  # docs, image: accesslevel 0 is for certain keys only; the sandbox's is not one


def respond(
    path: str, params: Sequence[tuple[str, str]], *, collection: Holdings, base_url: str = ""
) -> SandboxResponse:
    """The answer to ``GET path`` (``/image``, ``/object/304069`` …) with `params`.

    `base_url` goes before every sandbox address in the payload. Never raises for
    anything that a caller sends.
    """
    started = time.perf_counter()
    parameters = Parameters(params)
    if parameters.get("apikey") != KEY:
        return as_text("Unauthorized", status=401)
    resource, _, identifier = path.strip("/").partition("/")
    records = _records(resource, collection)
    if records is None:
        return as_text("Not Found", status=404)
    if identifier:
        return _one(records, identifier, parameters, base_url)
    try:
        payload = _many(resource, records, parameters, started)
    except (QueryError, AggregationError) as error:
        return as_text(f"Bad Request: {error}", status=400)
    return as_json(with_origin(payload, base_url))


def _records(resource: str, collection: Holdings) -> Sequence[Payload] | None:
    if resource == "image":
        return _unrestricted(resource, collection.harvard_images)
    if resource == "object":
        return _unrestricted(resource, collection.harvard_objects)
    if resource == "color":
        return color_records()
    return spectrum_records() if resource == "spectrum" else None


def _one(
    records: Sequence[Payload], identifier: str, parameters: Parameters, base_url: str
) -> SandboxResponse:
    wanted = whole_number(identifier)
    for record in records:
        if wanted is not None and record.get("id") == wanted:
            projected = Projection.read(parameters)(published(record))
            return as_json(with_origin(projected, base_url))
    return as_text("Not Found", status=404)


def _many(
    resource: str, records: Sequence[Payload], parameters: Parameters, started: float
) -> dict[str, Any]:
    fields = _fields_of(resource, records)
    aggregation = read_aggregation(parameters.get("aggregation"))
    found = _matching(resource, records, parameters, fields)
    if sort := parameters.get("sort"):
        found = sorted_records(found, sort, parameters.get("sortorder"), fields)
    paging, projection = Paging.read(parameters), Projection.read(parameters)
    payload: dict[str, Any] = {
        "info": paging.info(len(found), parameters, f"{ADDRESS}/{resource}", started),
        "records": [projection(published(record)) for record in paging.cut(found)],
    }
    if aggregation:
        payload["aggregations"] = aggregate(aggregation, found, fields)
    return payload


def _unrestricted(resource: str, rows: Sequence[Payload]) -> Sequence[Payload]:
    known = _seen.get(resource)
    if known is None or known[0] is not rows:
        seen = [row for row in rows if row.get("accesslevel") != RESTRICTED]
        known = _seen[resource] = (rows, seen)
    return known[1]


def _fields_of(resource: str, records: Sequence[Payload]) -> Fields:
    """What can be searched for in `records`, read once as long as they are the same ones."""
    known = _read.get(resource)
    if known is None or known[0] is not records:
        known = _read[resource] = (records, Fields(records))
    return known[1]


def _matching(
    resource: str, records: Sequence[Payload], parameters: Parameters, fields: Fields
) -> Sequence[Payload]:
    if "id" in parameters and parameters.get("id"):
        wanted = {whole_number(part) for part in parameters.split("id", "|")}
        records = [record for record in records if record.get("id") in wanted]
    if resource == "object":
        accepts = object_filter(parameters)
        records = [record for record in records if accepts(record)]
    if not parameters.get("q").strip():
        return records
    clause = compile_query(parameters.get("q"), fields)
    scored = [(clause(record), record) for record in records]
    hits = [(score, record) for score, record in scored if score is not None]
    # Elasticsearch: without a sort the best match comes first.
    hits.sort(key=lambda hit: -hit[0])
    return [record for _, record in hits]
