"""The rules of IIIF Presentation 3.0 that a manifest of pictures can break, written from

https://iiif.io/api/presentation/3.0/ and the JSON schema of the IIIF validator, apart from
our builder: `problems(manifest)` is a list of sentences, empty for a valid manifest.
"""

import re
from typing import Any

LANGUAGE = re.compile(r"none|[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r"[a-z]+/[^ ]+")
RIGHTS = re.compile(
    r"http://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/vocab/).+"
)
NAV_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
CONTEXT = "http://iiif.io/api/presentation/3/context.json"
SAID = {
    "id", "type", "label", "summary", "metadata", "requiredStatement", "rights", "navDate",
    "provider", "homepage", "thumbnail", "items", "behavior", "seeAlso",
}  # fmt: skip


class Rules:
    def __init__(self) -> None:
        self.problems: list[str] = []
        self.ids: set[str] = set()

    def need(self, is_so: object, sentence: str) -> None:
        if not is_so:
            self.problems.append(sentence)

    def identifier(self, it: Any, where: str, *, is_own: bool = False) -> None:
        url = it.get("id", "")
        self.need(re.fullmatch(r"https?://[^/\s]+/\S*", url), f"{where}: id {url!r}")
        self.need(" " not in url and "#" not in url, f"{where}: id {url!r} has a fragment")
        if is_own:
            self.need(url not in self.ids, f"{where}: id {url} twice")
            self.ids.add(url)

    def language_map(self, it: Any, where: str) -> None:
        self.need(isinstance(it, dict) and it, f"{where}: no language map")
        for language, values in it.items():
            self.need(LANGUAGE.fullmatch(language), f"{where}: language {language!r}")
            self.need(isinstance(values, list) and values, f"{where}: values are no list")
            for value in values:
                self.need(isinstance(value, str) and value, f"{where}: {value!r} is no text")
                looks_like_html = value.startswith("<") and value.endswith(">")
                self.need(not looks_like_html, f"{where}: {value!r} would be read as HTML")

    def pair(self, it: Any, where: str) -> None:
        self.need(set(it) == {"label", "value"}, f"{where}: {sorted(it)}")
        self.language_map(it["label"], f"{where} label")
        self.language_map(it["value"], f"{where} value")

    def link(self, it: Any, type_: str, where: str, *, is_labelled: bool = True) -> None:
        self.identifier(it, where)
        self.need(it["type"] == type_, f"{where}: type {it['type']}")
        if is_labelled:
            self.language_map(it["label"], where)
        if "format" in it:
            self.need(MEDIA_TYPE.fullmatch(it["format"]), f"{where}: format")

    def said(self, it: Any, where: str, more: set[str]) -> None:
        self.need(set(it) <= SAID | more, f"{where}: unknown {set(it) - SAID - more}")
        self.language_map(it.get("label"), f"{where} label")
        if "summary" in it:
            self.language_map(it["summary"], f"{where} summary")
        for pair in it.get("metadata", []):
            self.pair(pair, f"{where} metadata")
        if "requiredStatement" in it:
            self.pair(it["requiredStatement"], f"{where} requiredStatement")
        if "rights" in it:
            self.need(RIGHTS.fullmatch(it["rights"]), f"{where}: rights {it['rights']}")
        if "navDate" in it:
            self.need(NAV_DATE.fullmatch(it["navDate"]), f"{where}: navDate {it['navDate']}")
        for name in ("provider", "homepage", "thumbnail", "behavior", "seeAlso", "metadata"):
            self.need(isinstance(it.get(name, []), list), f"{where}: {name} is no list")
        for agent in it.get("provider", []):
            self.link(agent, "Agent", f"{where} provider")
            for page in agent.get("homepage", []):
                self.link(page, "Text", f"{where} provider homepage")
        for page in it.get("homepage", []):
            self.link(page, "Text", f"{where} homepage")
        for data in it.get("seeAlso", []):
            self.link(data, "Dataset", f"{where} seeAlso", is_labelled=False)
        for picture in it.get("thumbnail", []):
            self.picture(picture, f"{where} thumbnail")

    def size(self, it: Any, where: str) -> None:
        for side in ("width", "height"):
            value = it.get(side)
            self.need(isinstance(value, int) and value > 0, f"{where}: {side} {value!r}")

    def picture(self, it: Any, where: str) -> None:
        self.identifier(it, where)
        self.need(it["type"] == "Image", f"{where}: type {it['type']}")
        self.need(set(it) <= {"id", "type", "format", "width", "height", "service"}, where)
        if "width" in it or "height" in it:
            self.size(it, where)
        if "format" in it:
            self.need(re.fullmatch(r"image/[a-z+.-]+", it["format"]), f"{where}: {it['format']}")
        self.need(isinstance(it.get("service", []), list), f"{where}: service is no list")
        for service in it.get("service", []):
            self.need(set(service) == {"@id", "@type", "profile"}, f"{where}: service {service}")
            self.need(service["@type"] == "ImageService2", f"{where}: {service['@type']}")
            self.need(re.match(r"https?://", service["@id"]), f"{where}: {service['@id']}")
            self.need(not service["@id"].endswith("/"), f"{where}: service ends in a slash")
            self.need(it["id"].startswith(f"{service['@id']}/"), f"{where}: not of its service")

    def canvas(self, it: Any) -> None:
        where = f"canvas {it.get('id')}"
        self.identifier(it, where, is_own=True)
        self.need(it["type"] == "Canvas", f"{where}: type")
        self.said(it, where, {"width", "height"})
        self.size(it, where)
        self.need(isinstance(it.get("items"), list), f"{where}: no items")
        for page in it["items"]:
            self.identifier(page, where, is_own=True)
            self.need(page["type"] == "AnnotationPage", f"{where}: {page['type']}")
            for annotation in page["items"]:
                self.identifier(annotation, where, is_own=True)
                self.need(annotation["type"] == "Annotation", f"{where}: {annotation['type']}")
                self.need(annotation["motivation"] == "painting", f"{where}: motivation")
                self.need(annotation["target"] == it["id"], f"{where}: target")
                self.picture(annotation["body"], f"{where} body")

    def manifest(self, it: Any) -> None:
        self.need(next(iter(it)) == "@context", "@context does not come first")
        self.need(it["@context"] == CONTEXT, f"@context {it['@context']}")
        self.identifier(it, "manifest", is_own=True)
        self.need(it["type"] == "Manifest", "manifest: type")
        self.said(it, "manifest", {"@context"})
        self.need(set(it.get("behavior", [])) <= {"individuals", "paged", "unordered"}, "behavior")
        self.need(it.get("items"), "manifest: no canvas")
        for one in it.get("items", []):
            self.canvas(one)


def problems(manifest: Any) -> list[str]:
    rules = Rules()
    rules.manifest(manifest)
    return rules.problems
