"""``/files`` and ``/files/ID`` against the Hub's documentation and its recorded errors."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox import jhu
from gallery.sandbox.jhu_callback import is_safe_callback
from tests.paths import DATA, needs_shared
from tests.sandbox.small_collection import SmallCollection

SMALL = SmallCollection()
ALL = [40461, 40462, 40463, 40464, 40465, 40470]


def ask(path: str = "/files", base_url: str = "", **params: str):
    pairs = [("key", "sandbox"), ("v", "1"), *params.items()]
    return jhu.respond(path, pairs, collection=SMALL, base_url=base_url)


def payload(path: str = "/files", **params: str) -> dict[str, Any]:
    answer = ask(path, **params)
    assert answer.status == 200, answer.body
    assert answer.headers == {"Content-Type": "application/json; charset=utf-8"}
    return json.loads(answer.body)


def ids(**params: str) -> list[int]:
    return [file["id"] for file in payload(**{"per_page": "100", **params})["_embedded"]["files"]]


class TestEnvelope:
    def test_of_the_first_page(self):
        answer = payload()
        files = answer.pop("_embedded")["files"]

        assert [file["id"] for file in files] == [40461, 40462, 40463, 40464, 40465]
        assert answer == {
            "_links": {
                "find": {"href": "/files/{?id}", "templated": True},
                "next": {"href": "/files?page=2"},
                "self": {"href": "/files?page=1"},
            },
            "page": 1,
            "per_page": 5,
            "return_count": 5,
            "total_available": 6,
        }

    def test_of_the_last_page(self):
        answer = payload(page="3", per_page="2", order_by="id|asc")

        assert answer["_links"]["prev"] == {
            "href": "/files?per_page=2&order_by=id%7Casc&page=2",
        }
        assert "next" not in answer["_links"]
        assert answer["return_count"] == 2

    def test_past_the_end_has_no_list(self):
        answer = payload(page="9")

        assert answer["_embedded"] == {}
        assert (answer["return_count"], answer["total_available"]) == (0, 6)

    def test_links_lack_key_and_version_and_callback(self):
        answer = ask(per_page="1", callback="f").body.decode()

        assert "/files?per_page=1&page=2" in answer
        assert "key=" not in answer

    @needs_shared
    def test_has_the_keys_of_the_documentation(self):
        recorded = json.loads(
            (DATA / "recorded/jhu/docs_files_collection_template.json").read_text()
        )

        assert sorted(payload(page="2", per_page="2")) == sorted(recorded)
        assert sorted(payload(page="2", per_page="2")["_links"]) == sorted(recorded["_links"])

    @pytest.mark.parametrize(("asked", "given"), [("1", 1), ("100", 100), ("500", 100)])
    def test_a_page_holds_at_most_100(self, asked, given):
        assert payload(per_page=asked)["per_page"] == given


class TestChoosing:
    def test_documents_are_mixed_in(self):
        assert ids() == ALL

    def test_by_ids(self):
        assert ids(ids="40470, 40462,1") == [40462, 40470]

    def test_without_some(self):
        assert ids(excluded_ids="40461,40470") == [40462, 40463, 40464, 40465]
        assert ids(ids="40461,40462", excluded_ids="40461") == [40462]


class TestOrder:
    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("", ALL),
            ("id|asc", ALL),
            ("id|desc", ALL[::-1]),
            ("publish_date|asc", [40461, 40462, 40463, 40465, 40470, 40464]),
            ("publish_date|desc", [40470, 40465, 40462, 40463, 40461, 40464]),
            ("publish_date|asc,id|desc", [40461, 40463, 40462, 40465, 40470, 40464]),
            ("score|desc", [40462, 40463, 40461, 40465, 40470, 40464]),
            ("score|desc,publish_date|desc", [40462, 40463, 40465, 40461, 40470, 40464]),
            ("score|asc, id|desc", [40470, 40465, 40461, 40463, 40462, 40464]),
        ],
    )
    def test_by_pairs(self, order, expected):
        assert ids(order_by=order) == expected

    def test_by_the_list_of_ids(self):
        assert ids(ids="40465,40461,40470", order_by="list|asc") == [40465, 40461, 40470]
        assert ids(ids="40465,40461,40470", order_by="list|desc") == [40470, 40461, 40465]


class TestOneFile:
    def test_an_image(self):
        file = payload("/files/40461")

        assert file["_embedded"] == {}
        assert file["_links"] == {"self": {"href": "/files/40461"}}
        assert file["srcsets"]["scaled"].endswith("hub_large/public/2023-10/40461.jpg 1194w")

    def test_a_document_has_an_url_and_nothing_of_an_image(self):
        assert payload("/files/40470") == {
            "_embedded": {},
            "_links": {"self": {"href": "/files/40470"}},
            "id": 40470,
            "type": "document",
            "filemime": "application/pdf",
            "url": "/sandbox/jhu/factory/sites/default/files/2023-10/map.pdf",
        }

    def test_the_sandboxes_own_keys_stay_inside(self):
        assert b"_publish_date" not in ask().body
        assert b"_score" not in ask().body

    def test_angle_brackets_are_escaped_as_recorded(self):
        assert b'"caption": "\\u003cp\\u003eA \\u003cem\\u003edancer' in ask("/files/40461").body

    def test_the_origin_goes_into_every_address(self):
        body = ask("/files/40461", base_url="https://demo.example").body.decode()
        file = json.loads(body)

        styles = "https://demo.example/sandbox/jhu/factory/sites/default/files/styles"
        assert file["sizes"]["medium"] == f"{styles}/hub_medium/public/2023-10/40461.jpg"
        assert file["srcsets"]["scaled"] == (
            f"{styles}/hub_medium/public/2023-10/40461.jpg 420w, "
            f"{styles}/hub_large/public/2023-10/40461.jpg 1194w"
        )
        assert file["_links"]["self"]["href"] == "/files/40461"


class TestErrors:
    @pytest.mark.parametrize("pairs", [[], [("v", "1")], [("key", "wrong"), ("v", "1")]])
    def test_without_the_key(self, pairs):
        answer = jhu.respond("/files", pairs, collection=SMALL)

        assert answer.status == 401
        assert json.loads(answer.body)["statusCode"] == 401

    @needs_shared
    @pytest.mark.parametrize(
        ("path", "pairs", "file"),
        [
            ("/files", [], "error_401.json"),
            ("/files/1", [("key", "sandbox"), ("v", "1")], "error_404.json"),
            ("/articles", [("key", "sandbox"), ("v", "1")], "error_404.json"),
        ],
    )
    def test_bodies_are_the_recorded_ones(self, path, pairs, file):
        recorded = json.loads((DATA / "recorded/jhu" / file).read_text())

        assert json.loads(jhu.respond(path, pairs, collection=SMALL).body) == recorded

    @pytest.mark.parametrize("version", [[], [("v", "2")], [("v", "")]])
    def test_the_version_is_needed(self, version):
        answer = jhu.respond("/files", [("key", "sandbox"), *version], collection=SMALL)

        assert answer.status == 400
        assert json.loads(answer.body)["error"] is True

    @pytest.mark.parametrize(
        "params",
        [
            {"page": "0"},
            {"page": "-1"},
            {"page": "two"},
            {"per_page": "0"},
            {"per_page": "1.5"},
            {"ids": "1,x"},
            {"excluded_ids": "1;2"},
            {"order_by": "id"},
            {"order_by": "title|asc"},
            {"order_by": "id|up"},
            {"order_by": "id|asc,"},
            {"callback": "alert(1)"},
        ],
        ids=str,
    )
    def test_what_makes_no_sense_is_a_400(self, params):
        answer = ask(**params)

        assert answer.status == 400
        assert answer.headers["Content-Type"].startswith("application/json")
        body = json.loads(answer.body)
        assert (body["error"], body["statusCode"]) == (True, 400)
        assert body["message"]


class TestCallback:
    def test_wraps_the_answer(self):
        answer = ask("/files/40470", callback="show")

        assert answer.headers == {"Content-Type": "application/javascript; charset=utf-8"}
        assert answer.body.startswith(b"/**/show({")
        assert answer.body.endswith(b"});")

    def test_errors_come_as_200_inside(self):
        answer = ask("/files/1", callback="app.show")

        assert answer.status == 200
        assert answer.body == (
            b'/**/app.show({"error": true, "message": "Not found.", "statusCode": 404});'
        )

    @pytest.mark.parametrize(
        "name", ["f", "_f", "$", "jQuery33_1", "a.b.c", "angular.callbacks._0"]
    )
    def test_plain_names_are_safe(self, name):
        assert is_safe_callback(name)

    @pytest.mark.parametrize(
        "name",
        ["", "1f", "a-b", "a.", ".a", "a..b", "a[0]", "a()", "a;b", "a b", "<b>", "alert\n", "ä",
         "function", "a.class", "eval", "x" * 65, "this"],
    )  # fmt: skip
    def test_others_are_not(self, name):
        assert not is_safe_callback(name)


class TestAnyRequest:
    @given(
        st.text(max_size=20),
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["callback", "excluded_ids", "ids", "order_by", "page", "per_page"]
                ),
                st.text(max_size=30),
            ),
            max_size=5,
        ),
    )
    def test_is_answered(self, tail, pairs):
        for path in ("/files", f"/files/{tail}", tail):
            answer = jhu.respond(path, [("key", "sandbox"), ("v", "1"), *pairs], collection=SMALL)
            assert answer.status in (200, 400, 404)
