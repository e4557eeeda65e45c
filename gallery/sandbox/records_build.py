"""Puts the drawn collection together: plan, survey, records, and the awkward ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from gallery.sandbox.records_awkward import make_harvard_awkward, make_hub_awkward
from gallery.sandbox.records_documents import TITLES
from gallery.sandbox.records_harvard import Record, image_record, object_record, renditions_and_ids
from gallery.sandbox.records_hub import document_file, file_path, image_file, publish_date
from gallery.sandbox.records_plan import Group, Sheet, as_json, harvard_groups, hub_sheets
from gallery.sandbox.records_survey import Progress, Seen, survey
from gallery.sandbox.records_text import DETAIL_CAPTIONS

NUMBER_WORDS = {2: "Two", 3: "Three"}


def build_drawn(progress: Progress | None = None) -> dict[str, Any]:
    """Everything that `records.json` holds about the drawn collection."""
    groups, hub = harvard_groups(), hub_sheets()
    harvard = [sheet for group in groups for sheet in group.sheets]
    colored = [True] * len(harvard) + [False] * len(hub)
    seen = survey([*harvard, *hub], colored, progress)
    images, objects, pictures = _harvard(groups, seen[: len(harvard)])
    files, hub_pictures, documents = _hub(hub, seen[len(harvard) :])
    return {
        "harvard_images": images,
        "harvard_objects": objects,
        "hub_files": files,
        "pictures": pictures,
        "hub_pictures": hub_pictures,
        "documents": documents,
        "skipped": [],
    }


def _harvard(
    groups: list[Group], seen: list[Seen]
) -> tuple[list[Record], list[Record], dict[str, Any]]:
    identities = renditions_and_ids(len(seen))
    images: list[Record] = []
    owners: list[tuple[Group, int]] = []
    pictures: dict[str, Any] = {}
    for group in groups:
        owners.append((group, len(images)))
        for order, sheet in enumerate(group.sheets):
            index = len(images)
            look = seen[index]
            image = image_record(
                index, identities[index], (sheet.width, sheet.height), look.alt, look.colors
            )
            if sheet.region is not None:
                image.update(caption=DETAIL_CAPTIONS[order - 1], description=None)
            elif group.kind == "suite":
                image["caption"] = f"sheet {order + 1} of {len(group.sheets)}"
            images.append(image)
            pictures[identities[index][2]] = {"sheet": as_json(sheet)}
    objects: list[Record] = []
    for group, first in owners:
        if group.kind != "alone":
            shown = images[first : first + len(group.sheets)]
            look = seen[first]
            objects.append(
                object_record(
                    len(objects), _title(group, look), look.medium, look.classification, shown
                )
            )
    make_harvard_awkward(images, objects)
    _agree(images, objects)
    return images, objects, pictures


def _title(group: Group, look: Seen) -> str:
    if group.kind != "suite":
        return look.title
    return f"{NUMBER_WORDS[len(group.sheets)]} Sheets: {look.title}"


def _agree(images: list[Record], objects: list[Record]) -> None:
    """An object repeats what its images say, also after those were made awkward."""
    known = {image["imageid"]: image for image in images}
    for thing in objects:
        for image in thing["images"]:
            image.update(
                {name: known[image["imageid"]][name] for name in image if name != "displayorder"}
            )


def _hub(
    sheets: list[Sheet], seen: list[Seen]
) -> tuple[list[Record], dict[str, Any], dict[str, Any]]:
    count = len(sheets) + len(TITLES)
    places = set(np.random.default_rng(7).choice(count, len(TITLES), replace=False).tolist())
    files: list[Record] = []
    pictures: dict[str, Any] = {}
    documents: dict[str, Any] = {}
    waiting, titles = list(zip(sheets, seen, strict=True)), list(TITLES)
    for index in range(count):
        date = publish_date(index, count)
        if index in places:
            title, media_type = titles.pop(0)
            path = file_path(index, title, date, media_type.partition("/")[2])
            documents[path] = [title, media_type]
            files.append(document_file(index, path, media_type, date, title))
        else:
            sheet, look = waiting.pop(0)
            path = file_path(index, look.title, date, "png" if index % 23 == 11 else "jpg")
            pictures[path] = {"sheet": as_json(sheet)}
            files.append(
                image_file(index, path, (sheet.width, sheet.height), date, look.alt, look.title)
            )
    make_hub_awkward([file for file in files if file["type"] == "image"])
    return files, pictures, documents
