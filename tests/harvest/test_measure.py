"""A file's size from its first bytes: every kind that is delivered, whole, cut or false."""

import io

import PIL.Image
import pytest

from gallery.color.pictures import BrokenPictureError, PictureError, UnknownFormatError
from gallery.harvest.measure import HeaderReader, Measured, measure_file, measure_url
from gallery.providers.files import FileStart


def file(kind, size=(640, 427), **options):
    stream = io.BytesIO()
    PIL.Image.effect_noise(size, 80).convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


class TestMeasureFile:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
    def test_tells_size_kind_and_bytes(self, kind):
        data = file(kind)

        assert measure_file(data) == Measured(640, 427, kind, len(data))

    def test_tells_the_media_type(self):
        assert measure_file(file("JPEG")).media_type == "image/jpeg"

    @pytest.mark.parametrize("data", [b"<!doctype html>" + b" " * 99, b"RIFF0000WAVEfmt ", b"GI"])
    def test_refuses_what_is_no_picture(self, data):
        with pytest.raises(UnknownFormatError):
            measure_file(data)

    @pytest.mark.parametrize("length", [12, 40, 100])
    def test_names_a_file_that_ends_in_its_header(self, length):
        with pytest.raises(BrokenPictureError):
            measure_file(file("JPEG")[:length])

    def test_refuses_a_damaged_header(self):
        with pytest.raises(PictureError):
            measure_file(b"\x89PNG\r\n\x1a\n" + b"\0" * 200)

    def test_a_long_profile_in_front_is_read_over(self):
        data = file("JPEG", icc_profile=b"\1" * 300_000)

        assert measure_file(data) == Measured(640, 427, "JPEG", len(data))


class TestHeaderReader:
    def test_has_enough_long_before_the_end(self):
        data, reader = file("JPEG", (3000, 2000)), HeaderReader()

        taken = 0
        while not reader.feed(data[taken : taken + 1024]):
            taken += 1024

        assert taken < len(data) / 100
        assert reader.result().width == 3000

    def test_takes_it_byte_by_byte(self):
        data, reader = file("PNG", (7, 5)), HeaderReader()

        for index in range(len(data)):
            if reader.feed(data[index : index + 1]):
                break

        assert reader.result() == Measured(7, 5, "PNG")


class TestMeasureUrl:
    def test_keeps_the_length_that_the_host_tells(self):
        def start(url, has_enough):
            assert url == "https://pictures.test/a.jpg"
            assert has_enough(file("JPEG"))
            return FileStart(b"", 123_456)

        assert measure_url("https://pictures.test/a.jpg", start) == Measured(
            640, 427, "JPEG", 123_456
        )
