"""What the kernel says, said again in German with its values."""

import pytest
from django.utils import translation

from gallery.web.presenters.phrases import said


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("1200w is 1194 px", "1200w ist 1194 px"),
        ("1200w is 1194 px, 840w is 839 px", "1200w ist 1194 px, 840w ist 839 px"),
        ("500×400 is off by 1.2%", "500×400 liegt um 1,2\N{NO-BREAK SPACE}% daneben"),
        ("0.82 megapixel between 420 and 1140 px", "0,82 Megapixel zwischen 420 und 1140 px"),
        (
            "0.82 megapixel between 420 and 1140 px; the provider chooses the widths; see its record",
            "0,82 Megapixel zwischen 420 und 1140 px; der Anbieter wählt die Breiten;"
            " siehe seinen Datensatz",
        ),
        (
            "412@1.75: 1024 px for 721, wasteful 1.4×; 360@3: 1024 px for 1080",
            "412@1,75: 1024 px für 721, verschwenderisch 1,4×; 360@3: 1024 px für 1080",
        ),
        (
            "declared 1200 px wide, it is 1194; 900 kB, 1.3 bytes a pixel",
            "mit 1200 px Breite angegeben, es sind 1194; 900 kB, 1,3 Bytes je Pixel",
        ),
        ("1200 × 800 px is not 3:2", "1200 × 800 px ist nicht 3:2"),
        (
            "9000×6000 is larger than the region, 5388×3592; ^9000, asks for enlarging",
            "9000×6000 ist größer als der Ausschnitt, 5388×3592; ^9000, verlangt Vergrößern",
        ),
        ("this service has jpg, png", "dieser Dienst hat jpg, png"),
        ("A drawing of a horse; it is not ours", "A drawing of a horse; it is not ours"),
    ],
)
def test_in_german(english, german):
    with translation.override("de"):
        assert said(english) == german


def test_english_stays_as_the_kernel_says_it():
    assert said("1200w is 1194 px") == "1200w is 1194 px"
