"""Numbers, sizes, spans and dates, as English and German write them."""

import datetime as dt

import pytest
from django.utils import translation

from gallery.web.presenters import figures

DAY = dt.date(2004, 6, 3)


@pytest.mark.parametrize(
    ("make", "english", "german"),
    [
        (lambda: figures.count(1204), "1,204", "1.204"),
        (lambda: figures.count(7), "7", "7"),
        (lambda: figures.decimal(6.25, 1), "6.2", "6,2"),
        (lambda: figures.decimal(1234.5, 1), "1,234.5", "1.234,5"),
        (lambda: figures.percent(0.228, 1), "22.8%", "22,8\N{NO-BREAK SPACE}%"),
        (lambda: figures.percent(0.5), "50%", "50\N{NO-BREAK SPACE}%"),
        (lambda: figures.pixel_size(2550, 1700), "2,550 × 1,700 px", "2.550 × 1.700 px"),
        (lambda: figures.byte_size(94_000), "94 kB", "94 kB"),
        (lambda: figures.byte_size(1_240_000), "1.2 MB", "1,2 MB"),
        (lambda: figures.age(200), "3 min", "3 min"),
        (lambda: figures.age(86_400), "1 day", "1 Tag"),
        (lambda: figures.age(5 * 86_400), "5 days", "5 Tage"),
        (lambda: figures.wait(1.42), "1.4 s", "1,4 s"),
        (lambda: figures.day(DAY), "3 June 2004", "3. Juni 2004"),
        (lambda: figures.short_day(DAY), "2004-06-03", "03.06.2004"),
        (lambda: figures.listed(["red", "blue"]), "red and blue", "red und blue"),
        (lambda: figures.listed(["a", "b", "c"]), "a, b and c", "a, b und c"),
        (lambda: figures.listed([]), "", ""),
    ],
)
def test_are_written_as_the_language_writes_them(make, english, german):
    with translation.override("en"):
        assert make() == english
    with translation.override("de"):
        assert make() == german
