"""Manifests against literal JSON of the standard's own form."""

import json

from gallery.iiif.presentation import (
    IN_COPYRIGHT,
    About,
    Agent,
    Content,
    canvas,
    content,
    manifest_head,
    stream,
    text,
)
from tests.iiif.presentation_rules import problems

SITE = "https://gallery.example.org"
SERVICE = "https://ids.lib.harvard.edu/ids/iiif/47174896"


class TestText:
    def test_is_a_language_map(self):
        assert text("Étude", "Study") == {"none": ["Étude", "Study"]}
        assert text("Make", language="en") == {"en": ["Make"]}

    def test_that_looks_like_html_is_marked_as_plain(self):
        assert text("<untitled>", "<a> b") == {"none": ["<untitled> ", "<a> b"]}


class TestContent:
    def test_with_a_service_of_version_2(self):
        found = content(
            Content(f"{SERVICE}/full/400,/0/default.jpg", 400, 300, "image/jpeg", SERVICE)
        )

        assert found == {
            "id": "https://ids.lib.harvard.edu/ids/iiif/47174896/full/400,/0/default.jpg",
            "type": "Image",
            "format": "image/jpeg",
            "width": 400,
            "height": 300,
            "service": [
                {
                    "@id": "https://ids.lib.harvard.edu/ids/iiif/47174896",
                    "@type": "ImageService2",
                    "profile": "http://iiif.io/api/image/2/level2.json",
                }
            ],
        }

    def test_of_unknown_size(self):
        assert content(Content("https://a.example/b")) == {
            "id": "https://a.example/b",
            "type": "Image",
        }


class TestCanvas:
    def test_paints_its_picture(self):
        found = canvas(f"{SITE}/1/canvas", (2550, 1800), About("Horse"), Content(f"{SITE}/h.jpg"))

        assert found["items"] == [
            {
                "id": "https://gallery.example.org/1/canvas/page/1",
                "type": "AnnotationPage",
                "items": [
                    {
                        "id": "https://gallery.example.org/1/canvas/painting/1",
                        "type": "Annotation",
                        "motivation": "painting",
                        "body": {"id": "https://gallery.example.org/h.jpg", "type": "Image"},
                        "target": "https://gallery.example.org/1/canvas",
                    }
                ],
            }
        ]
        assert (found["width"], found["height"]) == (2550, 1800)

    def test_without_a_picture_is_empty(self):
        assert canvas(f"{SITE}/1/canvas", (3, 2), About("Horse"), None)["items"] == []


class TestManifest:
    def whole(self):
        said = About(
            "Study of a Horse",
            "Pencil on paper",
            [("People", ["Paul Cézanne"]), ("Make", [""]), ("Film", [])],
            "Harvard Art Museums. © President and Fellows of Harvard College",
            IN_COPYRIGHT,
            "https://harvardartmuseums.org/collections/object/1",
            "At the museum",
            Agent("https://harvardartmuseums.org/", "Harvard Art Museums"),
            "2004-06-03",
        )
        head = manifest_head(
            f"{SITE}/manifest.json",
            said,
            behavior="individuals",
            see_also=[(f"{SITE}/export.json", "application/json")],
        )
        canvases = [
            canvas(f"{SITE}/{number}/canvas", (3, 2), said, Content(f"{SITE}/{number}.jpg"))
            for number in (1, 2)
        ]
        return json.loads("".join(stream(head, canvases)))

    def test_keeps_the_rules_of_the_standard(self):
        assert problems(self.whole()) == []

    def test_says_what_must_be_said(self):
        found = self.whole()

        assert found["requiredStatement"] == {
            "label": {"en": ["Attribution"]},
            "value": {"none": ["Harvard Art Museums. © President and Fellows of Harvard College"]},
        }
        assert found["navDate"] == "2004-06-03T00:00:00Z"
        assert found["metadata"] == [
            {"label": {"en": ["People"]}, "value": {"none": ["Paul Cézanne"]}}
        ]
        assert [one["id"] for one in found["items"]] == [
            "https://gallery.example.org/1/canvas",
            "https://gallery.example.org/2/canvas",
        ]


class TestTheRules:
    """A judge that lets anything pass judges nothing."""

    def broken(self, change):
        manifest = TestManifest().whole()
        change(manifest)
        return problems(manifest)

    def test_find_each_kind_of_mistake(self):
        changes = [
            lambda it: it.update(id="/manifest.json"),
            lambda it: it.update(label="Horse"),
            lambda it: it.update(items=[]),
            lambda it: it.update(rights="https://creativecommons.org/licenses/by/4.0/"),
            lambda it: it.update(navDate="2004-06-03"),
            lambda it: it["items"][0].update(height=0),
            lambda it: it["items"][0].update(id=it["items"][1]["id"]),
            lambda it: it["items"][0]["items"][0]["items"][0].update(target="https://a.example/"),
            lambda it: it["items"][0]["items"][0]["items"][0]["body"].update(type="image"),
            lambda it: it.update(viewingHint="paged"),
            lambda it: it["metadata"][0].update(value={"none": "Paul Cézanne"}),
        ]

        assert [number for number, change in enumerate(changes) if not self.safely(change)] == []

    def safely(self, change):
        try:
            return self.broken(change)
        except AttributeError as error:  # a text where a map is due
            return [str(error)]
