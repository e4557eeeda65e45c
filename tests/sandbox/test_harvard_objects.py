"""The parameters of ``/object`` (docs, object)."""

import json

import pytest

from gallery.sandbox import harvard
from tests.sandbox.small_collection import ANNA_MAY_WONG, SmallCollection

PHOTOGRAPH, VESSEL = 304069, 304070


def ids(**params: str) -> list[int]:
    answer = harvard.respond(
        "/object", [("apikey", "sandbox"), *params.items()], collection=SmallCollection()
    )
    assert answer.status == 200, answer.body
    return [record["id"] for record in json.loads(answer.body)["records"]]


class TestObjectParameters:
    @pytest.mark.parametrize(
        ("params", "expected"),
        [
            ({}, [PHOTOGRAPH, VESSEL]),
            ({"image": "465905"}, [PHOTOGRAPH]),
            ({"image": "465905|1"}, [PHOTOGRAPH]),
            ({"image": "1"}, []),
            ({"image": "x"}, []),
            ({"hasimage": "1"}, [PHOTOGRAPH]),
            ({"hasimage": "0"}, [VESSEL]),
            ({"color": "#afaf4b"}, [PHOTOGRAPH]),
            ({"color": "#AFAF4B"}, [PHOTOGRAPH]),
            ({"color": "#000000|#afaf4b"}, [PHOTOGRAPH]),
            ({"color": "#afaf4c"}, []),  # by exact hex only
            ({"color": "any"}, [PHOTOGRAPH]),
            ({"hue": "green"}, [PHOTOGRAPH]),
            ({"classification": "Vessels"}, [VESSEL]),
            ({"classification": "57|17"}, [PHOTOGRAPH, VESSEL]),
            ({"classification": "Vessel"}, []),
            ({"century": "20th century"}, [PHOTOGRAPH]),
            ({"culture": "Greek|American"}, [PHOTOGRAPH, VESSEL]),
            ({"person": "33430"}, [PHOTOGRAPH]),
            ({"person": "edward steichen"}, [PHOTOGRAPH]),
            ({"person": "none"}, [VESSEL]),
            ({"person": "any"}, [PHOTOGRAPH]),
            ({"title": "water jar"}, [VESSEL]),
            ({"title": "wong jar"}, []),
            ({"exact_title": "Hydria (water jar)"}, [VESSEL]),
            ({"exact_title": "Hydria"}, []),
            ({"keyword": "steichen wong"}, [PHOTOGRAPH]),
            ({"keyword": "bronze"}, [VESSEL]),
            ({"yearmade": "1930"}, [PHOTOGRAPH]),
            ({"yearmade": "1927"}, []),
            ({"classification": "Vessels", "hasimage": "1"}, []),
            ({"q": "people.name:steichen"}, [PHOTOGRAPH]),
            ({"q": "imagepermissionlevel:2"}, [VESSEL]),
            ({"q": "datebegin:<0"}, [VESSEL]),
            ({"q": "colors.hue:Green"}, []),
            ({"nonsense": "x"}, [PHOTOGRAPH, VESSEL]),
        ],
        ids=str,
    )
    def test_choose(self, params, expected):
        assert ids(**params) == expected

    def test_the_object_of_a_picture_as_the_gallery_asks(self):
        pairs = [
            ("apikey", "sandbox"),
            ("image", "441758"),
            ("fields", "id,title,url,people.name,imagepermissionlevel"),
        ]
        answer = harvard.respond("/object", pairs, collection=SmallCollection())

        assert json.loads(answer.body)["records"] == [
            {
                "id": 304069,
                "title": "Untitled [with Anna May Wong]",
                "imagepermissionlevel": 0,
                "people": [{"name": "Edward Steichen"}],
                "url": "https://www.harvardartmuseums.org/collections/object/304069",
            }
        ]

    def test_one_object(self):
        answer = harvard.respond(
            "/object/304069", [("apikey", "sandbox")], collection=SmallCollection()
        )

        assert json.loads(answer.body) == ANNA_MAY_WONG
