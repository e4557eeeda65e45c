"""The bench's address: nothing in it can break the page."""

import pytest

from gallery.web.presenters.bench_params import read_params


class TestReadParams:
    def test_nothing_asked_is_the_plain_bench(self):
        found = read_params({})

        assert (found.layout, found.frame, found.family, found.measure) == (
            "picture", 414, "scaled", False,
        )  # fmt: skip
        assert found.problems == {}

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"sizes": "12"}, "sizes"),
            ({"sizes": "x" * 1001}, "sizes"),
            ({"family": "square"}, "family"),
            ({"frame": "wide"}, "frame"),
            ({"frame": "100"}, "frame"),
            ({"frame": "9" * 40}, "frame"),
            ({"frame": "²"}, "frame"),
        ],
    )
    def test_a_mistake_is_named_by_its_field(self, given, field):
        assert list(read_params(given).problems) == [field]

    def test_each_form_carries_the_others_along(self):
        given = {"sizes": "50vw", "region": "square", "frame": "414", "measure": "server"}

        found = read_params(given)

        assert found.hidden["matrix"] == (("frame", "414"), ("region", "square"))
        assert found.hidden["iiif"] == (("sizes", "50vw"), ("frame", "414"))

    def test_a_layout_as_a_browser_measured_it(self):
        found = read_params({"laid": "1.5;picture,360,328.5;picture,768,720;wall,360,186.1"})

        assert found.laid_dpr == 1.5
        assert found.laid_out == {"picture": {360: 328.5, 768: 720.0}, "wall": {360: 186.1}}

    @pytest.mark.parametrize(
        "text", ["", ";;", "nan;a,b,c", "2;picture", "inf;x,1,inf", "-1;x,1,-5"]
    )
    def test_a_broken_measurement_is_none(self, text):
        assert read_params({"laid": text}).laid_out == {}
