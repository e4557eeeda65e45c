import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gallery.catalog import rows
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import (
    DepictedObject,
    ImageRecord,
    Rendition,
    Rights,
    Swatch,
    Technique,
)
from tests.catalog.records import harvard, hub

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
LEVEL = st.none() | st.integers(0, 3)
PIXELS = st.integers(0, 2**31 - 1)
# Providers write offsets. In a zone with summer time an hour comes twice a year, and Python
# holds a moment in it unequal to the same moment in UTC (PEP 495).
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda it: dt.timezone(dt.timedelta(minutes=it)))
MOMENT = st.none() | st.datetimes(
    dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1), timezones=OFFSETS
)


def few(values):
    return st.lists(values, max_size=3).map(tuple)


RECORDS = st.builds(
    ImageRecord,
    provider=st.sampled_from(["harvard", "jhu"]),
    identifier=st.integers(0, 2**63 - 1),
    kind=st.sampled_from(["image", "document"]),
    title=TEXT,
    caption=TEXT,
    caption_html=TEXT,
    alt_text=TEXT,
    description=TEXT,
    width=PIXELS,
    height=PIXELS,
    media_type=TEXT,
    date=st.none() | st.dates(),
    date_text=TEXT,
    technique=st.builds(Technique, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | st.integers(1, 8)),
    rights=st.builds(Rights, TEXT, TEXT, LEVEL, LEVEL),
    iiif_base=TEXT,
    renditions=few(st.builds(Rendition, TEXT, TEXT, TEXT, st.none() | PIXELS, st.none() | PIXELS)),
    srcsets=few(st.tuples(TEXT, TEXT)),
    file_url=TEXT,
    landing_url=TEXT,
    identifiers=few(st.tuples(TEXT, TEXT)),
    objects=few(st.builds(DepictedObject, st.integers(), TEXT, TEXT, few(TEXT), TEXT, TEXT, LEVEL)),
    palette=few(st.builds(Swatch, HEX, st.floats(0, 1), TEXT, HEX, HEX)),
    palette_source=st.sampled_from(["", "provider", "extracted"]),
    created_at=MOMENT,
    updated_at=MOMENT,
)


@pytest.mark.django_db
class TestRoundTrip:
    @given(record=RECORDS)
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_whatever_a_provider_says_comes_back_as_it_was(self, record):
        Image.objects.all().delete()

        ingest([record])

        assert Image.objects.get().as_record() == record

    @pytest.mark.parametrize("record", [harvard(130722), hub(40461)], ids=["harvard", "jhu"])
    def test_a_record_as_mapped_comes_back_as_it_was(self, record):
        ingest([record])

        assert Image.objects.get().as_record() == record

    def test_texts_lose_only_what_no_database_can_store(self):
        ingest([harvard(1, title="a\0b\ud800c", identifiers=(("n\0", "v\ud800"),))])

        record = Image.objects.get().as_record()
        assert (record.title, record.identifiers) == ("abc", (("n", "v"),))

    def test_a_moment_without_zone_is_read_as_utc(self):
        ingest([harvard(1, created_at=dt.datetime(2020, 7, 17, 6, 22, 49))])

        stored = Image.objects.get().created_at
        assert stored == dt.datetime(2020, 7, 17, 6, 22, 49, tzinfo=dt.UTC)


class TestColumns:
    def test_lists_are_kept_in_the_order_of_their_fields(self):
        values = rows.columns(harvard(1))

        assert values["palette"] == [["#c8c8c8", 0.5, "Grey", "#c0c0c0", "#8c5fa8"]]
        assert values["depicted"] == [
            [
                7,
                "Study of a Horse",
                "https://example.org/7",
                ["Paul Cézanne"],
                "1880",
                "Drawings",
                0,
            ]
        ]

    def test_people_and_titles_stand_once_each(self):
        thing = DepictedObject(1, "Boats", people=("Ann", "Bo"))
        record = harvard(1, objects=(thing, replace(thing, identifier=2, people=("Bo", "Cy"))))

        values = rows.columns(record)

        assert (values["object_titles"], values["people"]) == ("Boats", "Ann\nBo\nCy")

    @pytest.mark.parametrize(
        ("width", "height", "name"),
        [
            (0, 0, ""),
            (300, 0, ""),
            (1500, 1000, "landscape"),
            (1000, 1500, "portrait"),
            (1000, 1000, "square"),
            (1050, 1000, "square"),
            (1051, 1000, "landscape"),
            (1000, 1051, "portrait"),
            (1999, 1000, "landscape"),
            (2000, 1000, "panorama"),
            (41768, 2273, "panorama"),
            (1000, 4000, "portrait"),
        ],
    )
    def test_shape(self, width, height, name):
        assert rows.SHAPES[rows.shape(width, height)] == name

    @pytest.mark.parametrize(
        ("date", "created", "day"),
        [
            (dt.date(2004, 6, 3), dt.datetime(2005, 1, 1, tzinfo=dt.UTC), 731735),
            (None, dt.datetime(1970, 1, 1, 12, tzinfo=dt.UTC), 719163),
            (None, None, 0),
        ],
    )
    def test_the_day_is_the_pictures_else_its_records(self, date, created, day):
        assert rows.columns(harvard(1, date=date, created_at=created))["day"] == day

    def test_parts_tell_what_there_is(self):
        whole = rows.columns(harvard(1))["parts"]
        bare = rows.columns(ImageRecord("jhu", 1))["parts"]
        painted = rows.columns(ImageRecord("jhu", 1, palette=(Swatch("#000000", 1.0),)))["parts"]

        assert (whole, bare, painted) == (15, 0, 4)
