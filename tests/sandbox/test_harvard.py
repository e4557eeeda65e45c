"""``/image`` and the lists of colours, against the documentation and the recorded answers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox import harvard
from tests.paths import DATA, needs_shared
from tests.sandbox.small_collection import EMPTY, HASSELBLAD, KODAK, SINAR, SmallCollection

K, S, H, E = (record["id"] for record in (KODAK, SINAR, HASSELBLAD, EMPTY))
SMALL = SmallCollection()


def ask(path: str, base_url: str = "", **params: str):
    pairs = [("apikey", "sandbox"), *params.items()]
    return harvard.respond(path, pairs, collection=SMALL, base_url=base_url)


def payload(path: str, **params: str) -> dict[str, Any]:
    answer = ask(path, **params)
    assert answer.status == 200, answer.body
    assert answer.headers == {"Content-Type": "application/json; charset=utf-8"}
    return json.loads(answer.body)


def ids(path: str = "/image", **params: str) -> list[int]:
    return [record["id"] for record in payload(path, **params)["records"]]


class TestKey:
    @pytest.mark.parametrize("pairs", [[], [("apikey", "")], [("apikey", "wrong")]])
    @pytest.mark.parametrize("path", ["/image", "/image/130722", "/object", "/nothing"])
    def test_without_the_right_one_everything_is_unauthorized(self, path, pairs):
        answer = harvard.respond(path, pairs, collection=SMALL)

        assert (answer.status, answer.body) == (401, b"Unauthorized")
        assert answer.headers["Content-Type"].startswith("text/plain")

    @needs_shared
    def test_the_body_is_the_recorded_one(self):
        recorded = (DATA / "recorded/harvard/error_401.txt").read_bytes().strip()

        assert harvard.respond("/image", [], collection=SMALL).body == recorded


class TestOneRecord:
    def test_is_sent_without_an_envelope(self):
        assert payload("/image/441758") == SINAR

    def test_colors_stay_absent_where_none_were_computed(self):
        assert "colors" not in payload("/image/465905")

    @pytest.mark.parametrize(
        "path", ["/image/1", "/image/abc", "/image/-1", "/image/600001", "/images", "/", "/hue"]
    )
    def test_unknown_or_restricted_is_not_found(self, path):
        answer = ask(path)

        assert answer.status == 404
        assert answer.headers["Content-Type"].startswith("text/plain")

    def test_takes_fields_too(self):
        assert payload("/image/441758", fields="width,height") == {
            "id": 441758,
            "width": 2450,
            "height": 1945,
        }


class TestInfo:
    def test_of_a_middle_page(self):
        info = payload("/image", size="1", page="2", q="width:>1")["info"]
        elapsed = info.pop("responsetime")

        assert elapsed.removesuffix(" ms").isdigit()
        # recorded: both links carry the caller's key.
        assert info == {
            "totalrecordsperquery": 1,
            "totalrecords": 3,
            "pages": 3,
            "page": 2,
            "next": "/sandbox/harvard/image?apikey=sandbox&size=1&q=width%3A%3E1&page=3",
            "prev": "/sandbox/harvard/image?apikey=sandbox&size=1&q=width%3A%3E1&page=1",
        }

    def test_links_are_absent_at_the_ends(self):
        info = payload("/image")["info"]

        assert "next" not in info
        assert "prev" not in info

    def test_the_first_page_has_no_prev_and_the_last_no_next(self):
        assert set(payload("/image", size="2")["info"]) >= {"next"}
        assert "prev" not in payload("/image", size="2")["info"]
        assert "next" not in payload("/image", size="2", page="2")["info"]

    def test_size_is_what_was_asked_for_not_what_came(self):
        answer = payload("/image", size="50")

        assert answer["info"]["totalrecordsperquery"] == 50
        assert len(answer["records"]) == 4

    @pytest.mark.parametrize(
        ("size", "expected"),
        [("5000", 100), ("100", 100), ("101", 100), ("", 10), ("ten", 10), ("-3", 10), ("0", 0)],
    )
    def test_size_is_silently_cut_to_100(self, size, expected):
        assert payload("/image", size=size)["info"]["totalrecordsperquery"] == expected

    def test_size_zero_brings_no_rows(self):
        answer = payload("/image", size="0")

        assert answer["records"] == []
        assert answer["info"]["totalrecords"] == 4
        assert answer["info"]["pages"] == 0

    def test_past_the_end_there_are_no_rows(self):
        answer = payload("/image", page="99")

        assert answer["records"] == []
        assert answer["info"]["page"] == 99
        assert "next" not in answer["info"]

    @pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 5000])
    def test_a_senseless_page_is_the_first(self, page):
        assert payload("/image", page=page)["info"]["page"] == 1

    @needs_shared
    def test_has_the_keys_of_the_recorded_answers(self):
        text = (DATA / "recorded/harvard/docs_image_1_2026-07.json").read_text()

        assert list(payload("/image", size="2")["info"]) == list(json.loads(text)["info"])


class TestChoosing:
    def test_restricted_records_are_hidden(self):
        assert ids() == [K, S, H, E]
        assert ids(q="id:600001") == []

    def test_by_a_list_of_ids(self):
        assert ids(id=f"{H}|{K}|1|600001") == [K, H]
        assert ids(id="x|") == []

    def test_unknown_parameters_are_ignored(self):
        assert ids(color="#c8c8c8", keyword="boat", hasimage="1", nonsense="x") == [K, S, H, E]

    def test_a_bad_query_is_refused_as_text(self):
        answer = ask("/image", q="width:wide")

        assert answer.status == 400
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert answer.body == b"Bad Request: [width] is a number, and 'wide' is none."

    def test_the_best_match_comes_first(self):
        assert ids(q="river blue") == [H, S]
        assert ids(q="recto blue^0.1") == [S, H]
        assert ids(q="kodak^0.01 boat") == [S, H, K]


class TestSorting:
    @pytest.mark.parametrize(
        ("sort", "order", "expected"),
        [
            ("width", "", [E, H, K, S]),
            ("width", "asc", [E, H, K, S]),
            ("width", "desc", [S, K, H, E]),
            ("date", "asc", [K, S, H, E]),  # what has no value comes last …
            ("date", "desc", [H, S, K, E]),  # … either way
            ("lastupdate", "asc", [K, S, E, H]),  # by the instant, not by the text
            ("renditionnumber", "asc", [K, S, E, H]),
            ("renditionnumber.exact", "desc", [H, E, S, K]),
            ("nosuchfield", "desc", [K, S, H, E]),
            ("colors.percent", "desc", [K, S, H, E]),  # nested: out of reach
        ],
    )
    def test_by_a_field(self, sort, order, expected):
        assert ids(sort=sort, sortorder=order) == expected

    def test_a_seed_gives_the_same_order_each_time(self):
        orders = {seed: ids(sort=f"random:{seed}") for seed in "abcdefgh"}

        assert all(orders[seed] == ids(sort=f"random:{seed}") for seed in orders)
        assert len({tuple(order) for order in orders.values()}) > 1

    def test_pages_of_a_seed_fit_together(self):
        pages = [ids(sort="random:7", size="2", page=page)[:] for page in ("1", "2")]

        assert pages[0] + pages[1] == ids(sort="random:7")

    def test_random_shuffles_anew(self):
        orders = {tuple(ids(sort="random")) for _ in range(60)}

        assert len(orders) > 1
        assert all(sorted(order) == sorted([K, S, H, E]) for order in orders)


class TestFields:
    def test_only_those_asked_for(self):
        (record,) = payload("/image", id=str(K), fields="width, caption,nosuchfield")["records"]

        assert record == {"id": K, "caption": None, "width": 2154}

    def test_dotted_ones_reach_into_lists(self):
        (record,) = payload("/image", id=str(K), fields="colors.hue")["records"]

        assert record == {"id": K, "colors": [{"hue": "Grey"}, {"hue": "Brown"}]}


class TestAddresses:
    def test_the_origin_goes_before_the_sandboxes_own(self):
        record = json.loads(ask("/image/130722", base_url="https://demo.example").body)

        assert record["baseimageurl"] == (
            "https://demo.example/sandbox/iiif/2/urn-3:HUAM:48875_dynmc"
        )

    def test_and_before_the_links_to_other_pages(self):
        info = json.loads(ask("/image", base_url="http://h:1", size="1").body)["info"]

        assert info["next"].startswith("http://h:1/sandbox/harvard/image?")


class TestColor:
    def test_lists_the_147_of_css3(self):
        answer = payload("/color", size="3")

        assert answer["info"]["totalrecords"] == 147
        assert set(answer["records"][0]) == {"id", "lastupdate", "hex", "name", "colorid"}

    def test_can_be_searched_and_asked_one_by_one(self):
        (chocolate,) = payload("/color", q="name:chocolate")["records"]

        assert chocolate["hex"] == "#d2691e"
        assert payload(f"/color/{chocolate['id']}") == chocolate


class TestSpectrum:
    def test_has_a_color_for_each_day_of_a_leap_year(self):
        assert payload("/spectrum", size="0")["info"]["totalrecords"] == 366
        assert payload("/spectrum/1") == {
            "id": 1,
            "color": "#009bdf",
            "month": 1,
            "day": 1,
            "daynumber": 1,
        }
        assert payload("/spectrum/50", fields="month,day") == {"id": 50, "month": 2, "day": 19}
        assert payload("/spectrum/61")["color"] == "#0090a4"  # an anchor: every 20th
        assert payload("/spectrum/366")["month"] == 12

    def test_the_documented_example(self):
        answer = payload("/spectrum", q="month:1", sort="daynumber")

        assert answer["info"]["totalrecords"] == 31
        assert answer["info"]["pages"] == 4
        assert [record["day"] for record in answer["records"]] == list(range(1, 11))

    @needs_shared
    def test_is_close_to_the_museums_own_list(self):
        recorded = json.loads((DATA / "recorded/harvard/table_spectrum_366.json").read_text())
        ours = {record["id"]: record["color"] for record in harvard.spectrum_records()}

        off = [
            abs(a - b)
            for row in recorded
            for a, b in zip(
                bytes.fromhex(ours[row["id"]][1:]), bytes.fromhex(row["color"][1:]), strict=True
            )
        ]

        assert sum(off) / len(off) < 1.5
        assert all(ours[row["id"]] == row["color"] for row in recorded[::20])


class TestAnyRequest:
    @given(
        st.text(max_size=20),
        st.lists(
            st.tuples(
                st.sampled_from(
                    [
                        "q",
                        "size",
                        "page",
                        "sort",
                        "sortorder",
                        "fields",
                        "aggregation",
                        "id",
                        "image",
                        "color",
                        "hasimage",
                        "person",
                        "keyword",
                        "title",
                        "yearmade",
                    ]
                )
                | st.text(max_size=5),
                st.text(max_size=30) | st.sampled_from(["random:", "id|", "0", "[]", "{}", "*"]),
            ),
            max_size=5,
        ),
    )
    def test_is_answered(self, tail, pairs):
        for path in ("/image", "/object", f"/image/{tail}", tail):
            answer = harvard.respond(path, [("apikey", "sandbox"), *pairs], collection=SMALL)
            assert answer.status in (200, 400, 401, 404)
            assert isinstance(answer.body, bytes)
