"""Every recorded Hub file, as far as it is about files."""

import json

import pytest

from gallery.providers.errors import ProviderRefused, RecordNotFound
from gallery.providers.jhu.contract import check, rows
from gallery.providers.jhu.mapper import JhuMapper
from tests.paths import DATA, needs_shared
from tests.providers.samples import FILE_40461

pytestmark = needs_shared

FILES_URL = "https://api.hub.jhu.edu/files"


def read(name):
    return json.loads((DATA / "recorded" / "jhu" / name).read_text())


class TestRecorded:
    def test_the_documented_file_is_the_contracts_sample(self):
        recorded = read("docs_file_40461.json")

        assert recorded == FILE_40461
        assert JhuMapper().files([recorded]).records[0].identifier == 40461

    def test_the_documented_collection_holds_placeholders_that_are_skipped(self):
        payload = read("docs_files_collection_template.json")

        mapped = JhuMapper().files(rows(payload))

        assert check(FILES_URL, payload) is None
        assert mapped.records == ()
        assert mapped.skipped == ("record is not an object",) * 5

    @pytest.mark.parametrize(
        ("name", "kind", "status"),
        [("error_401.json", ProviderRefused, 401), ("error_404.json", RecordNotFound, 404)],
    )
    def test_errors_are_seen_even_with_status_200(self, name, kind, status):
        error = check(f"{FILES_URL}/1", read(name))

        assert type(error) is kind
        assert error.status == status

    def test_an_article_is_no_list_of_files(self):
        article = read("docs_article_8841_truncated.json")

        assert check(FILES_URL, {**article, "_links": None, "_embedded": "x"}) is not None
