import os
import threading

import pytest

from gallery.decoding.kinds import disguise, kind_of
from gallery.decoding.workshop import DecodingError, Workshop
from tests.decoding import hostile

JOB = "gallery.color.in_workers:palette"


def refusal(workshop: Workshop, file: bytes) -> str:
    """Why `file` is not decoded, "" where it is."""
    try:
        workshop.call(JOB, file)
    except DecodingError as error:
        return error.kind
    return ""


@pytest.fixture(scope="module")
def workshop():
    made = Workshop(workers=2, seconds=20)
    yield made
    made.close()


class TestHonestFiles:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
    def test_are_read(self, workshop, kind):
        assert workshop.call(JOB, hostile.plain(kind)) == [["#af1919", 1.0]]

    def test_many_at_once(self, workshop):
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(workshop.call(JOB, hostile.plain("PNG"))))
            for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert found == [[["#af1919", 1.0]]] * 12


HOSTILE = {
    "a bomb of pixels": (hostile.png(60_000, 60_000), "TooManyPixelsError"),
    "more pixels than allowed": (hostile.png(10_001, 8_000), "TooManyPixelsError"),
    "pixels that never come": (hostile.png(9_000, 8_000), "BrokenPictureError"),
    "a bomb of text": (hostile.png_with_text_bomb(), "BrokenPictureError"),
    "a bomb of a profile": (hostile.png_with_profile_bomb(), "BrokenPictureError"),
    "a huge TIFF": (hostile.huge_tiff(), "TooManyPixelsError"),
    "no pixels at all": (hostile.png(0, 0), "UnknownFormatError"),
    "nothing": (b"", "UnknownFormatError"),
    "EPS": (hostile.EPS, "UnknownFormatError"),
    "EPS behind the start of a JPEG": (b"\xff\xd8\xff\xe0\x00\x10" + hostile.EPS, "Disguised"),
    "EPS behind the start of a TIFF": (b"II*\x00\x08\0\0\0" + hostile.EPS, "Disguised"),
    "PDF behind the start of a GIF": (b"GIF89a\x09\0\x09\0\0\0\0%PDF-1.7", "Disguised"),
    "SVG behind the start of a PNG": (b"\x89PNG\r\n\x1a\n" + hostile.SVG, "Disguised"),
    "SVG": (hostile.SVG, "UnknownFormatError"),
    "HTML": (hostile.HTML, "UnknownFormatError"),
    "BMP": (hostile.plain("BMP"), "UnknownFormatError"),
    "PDF": (hostile.plain("PDF"), "UnknownFormatError"),
    "JPEG 2000": (hostile.plain("JPEG2000"), "UnknownFormatError"),
    "an icon": (hostile.plain("ICO"), "UnknownFormatError"),
    "noise": (bytes(range(256)) * 64, "UnknownFormatError"),
}
REFUSALS = {"", "UnknownFormatError", "TooManyPixelsError", "BrokenPictureError", "MemoryError"}


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("file", "kind"), [pytest.param(*case, id=name) for name, case in HOSTILE.items()]
    )
    def test_are_refused_by_name(self, workshop, file, kind):
        assert refusal(workshop, file) in kind.split(" or ")

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
    def test_cut_anywhere_they_are_a_picture_or_refused(self, workshop, kind):
        whole = hostile.plain(kind, (300, 200))
        for share in range(0, 100, 5):
            assert refusal(workshop, whole[: len(whole) * share // 100]) in REFUSALS

    def test_a_loop_of_directories_ends(self, workshop):
        assert workshop.call(JOB, hostile.looping_tiff()) == [["#af1919", 1.0]]

    def test_of_many_frames_the_first_counts(self, workshop):
        assert len(workshop.call(JOB, hostile.gif_of_many_frames())) == 1


class TestBytes:
    def test_come_back_as_they_are(self, workshop):
        size, data = workshop.call("gallery.color.in_workers:pixels", hostile.plain("PNG", (3, 2)))

        assert size == [3, 2]
        assert data == bytes.fromhex("b22222") * 6

    def test_a_picture_that_holds_suspicious_words_is_none_the_worse(self, workshop):
        whole = hostile.plain("JPEG")
        comment = b"\xff\xfe" + (2 + len(hostile.EPS)).to_bytes(2, "big") + hostile.EPS

        assert workshop.call(JOB, whole[:2] + comment + whole[2:]) == [["#af1919", 1.0]]


class TestLimits:
    def test_memory(self):
        small = Workshop(workers=1, memory=300 << 20)
        try:
            with pytest.raises(DecodingError) as caught:
                small.call(JOB, hostile.plain("PNG", (9_000, 8_000)))
            after = small.call(JOB, hostile.plain("PNG"))
        finally:
            small.close()

        assert caught.value.kind == "MemoryError"
        assert after == [["#af1919", 1.0]]

    def test_time(self):
        quick = Workshop(workers=1, seconds=1.0)
        try:
            with pytest.raises(DecodingError) as caught:
                quick.call("tests.decoding.jobs:never", b"")
        finally:
            quick.close()

        assert caught.value.kind == "Timeout"

    def test_a_worker_is_replaced_after_a_hundred_files(self):
        own = Workshop(workers=1)
        try:
            found = [own.call("tests.decoding.jobs:process", b"") for _ in range(101)]
        finally:
            own.close()

        assert len(set(found[:100])) == 1
        assert found[100] != found[0]

    def test_a_crash_costs_only_its_own_file(self, workshop):
        with pytest.raises(DecodingError) as caught:
            workshop.call("tests.decoding.jobs:crash", b"")

        assert caught.value.kind == "Died"
        assert workshop.call(JOB, hostile.plain("PNG")) == [["#af1919", 1.0]]

    def test_workers_know_no_secrets_and_write_no_files(self, workshop, monkeypatch):
        monkeypatch.setenv("HARVARD_API_KEY", "0b1c2d3e-4f5a")
        own = Workshop(workers=1)
        try:
            environ = own.call("tests.decoding.jobs:environment", b"")
            with pytest.raises(DecodingError) as caught:
                own.call("tests.decoding.jobs:write", b"", path=os.devnull + "-not")
        finally:
            own.close()

        assert "HARVARD_API_KEY" not in environ
        assert caught.value.kind in ("OSError", "PermissionError", "Died", "FileNotFoundError")


class TestKinds:
    @pytest.mark.parametrize(
        ("file", "name"),
        [
            (hostile.plain("JPEG"), "JPEG"),
            (hostile.plain("WEBP"), "WebP"),
            (hostile.EPS, "EPS"),
            (b"\xc5\xd0\xd3\xc6 and so on", "EPS"),
            (hostile.SVG, "SVG"),
            (b"\xef\xbb\xbf \n" + hostile.HTML, "HTML"),
            (b"\x00\x00\x00\x1cftypheic", "HEIC"),
            (b"\x00\x00\x00\x1cftypavif", "AVIF"),
            (b"", ""),
        ],
    )
    def test_by_their_first_bytes(self, file, name):
        assert kind_of(file) == name

    @pytest.mark.parametrize(
        ("file", "names"),
        [
            (b"\xff\xd8\xff\xe0" + hostile.EPS, ("JPEG", "EPS")),
            (b"GIF89a<HTML>", ("GIF", "HTML")),
            (hostile.plain("JPEG"), None),
            (hostile.EPS, None),
            (hostile.HTML, None),
            (b"", None),
        ],
    )
    def test_that_are_not_what_they_begin_as(self, file, names):
        assert disguise(file) == names
