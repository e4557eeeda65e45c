import io
import struct
import zlib

import numpy as np
import PIL.Image
import pytest

from gallery.color.extraction import extract_palette
from gallery.color.pictures import (
    BrokenPictureError,
    TooManyPixelsError,
    UnknownFormatError,
    flat_rgb,
    open_picture,
)


def saved(picture, image_format, **options):
    file = io.BytesIO()
    picture.save(file, image_format, **options)
    file.seek(0)
    return file


def first_color(file):
    return extract_palette(file)[0].color


class TestOpenPicture:
    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
    def test_opens_what_museums_and_visitors_have(self, image_format):
        assert first_color(saved(PIL.Image.new("RGB", (64, 48), "#fa0000"), image_format)) == (
            "#fa0000"
        )

    @pytest.mark.parametrize("image_format", ["BMP", "PPM", "ICO"])
    def test_refuses_formats_that_are_not_listed(self, image_format):
        file = saved(PIL.Image.new("RGB", (16, 16)), image_format)

        with pytest.raises(UnknownFormatError, match="not a JPEG, PNG"), open_picture(file):
            pass

    def test_names_the_file(self, tmp_path):
        (tmp_path / "notes.jpg").write_text("not a picture")

        with pytest.raises(UnknownFormatError, match=r"^notes\.jpg is not"):
            extract_palette(tmp_path / "notes.jpg")

    def test_a_missing_file_is_missing(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            extract_palette(tmp_path / "none.jpg")

    def test_refuses_too_many_pixels_before_decoding(self):
        file = saved(PIL.Image.new("L", (200, 100)), "PNG")

        with (
            pytest.raises(TooManyPixelsError, match="200 × 100 pixels; at most 19,999"),
            open_picture(file, max_pixels=19_999),
        ):
            pass

    def test_refuses_a_bomb_by_its_header(self):
        header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0"))]
        file = io.BytesIO(
            b"\x89PNG\r\n\x1a\n"
            + b"".join(
                struct.pack(">I", len(data))
                + kind
                + data
                + struct.pack(">I", zlib.crc32(kind + data))
                for kind, data in chunks
            )
        )

        with pytest.raises(TooManyPixelsError), open_picture(file):
            pass

    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
    def test_reports_a_truncated_file(self, image_format):
        noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
        whole = saved(PIL.Image.fromarray(noise), image_format).getvalue()

        with pytest.raises((BrokenPictureError, UnknownFormatError)):
            extract_palette(io.BytesIO(whole[: len(whole) // 2]))


class TestFlatRgb:
    def test_transparent_is_white(self):
        assert first_color(saved(PIL.Image.new("RGBA", (9, 9), (250, 0, 0, 0)), "PNG")) == "#fafafa"

    def test_half_transparent_is_mixed_with_white(self):
        picture = flat_rgb(PIL.Image.new("RGBA", (1, 1), (0, 0, 0, 128)))

        assert picture.getpixel((0, 0)) == (127, 127, 127)

    def test_palette_with_a_transparent_entry(self):
        picture = PIL.Image.new("P", (9, 9), 0)
        picture.putpalette([250, 0, 0, 0, 0, 250])

        assert first_color(saved(picture, "PNG", transparency=0)) == "#fafafa"
        assert first_color(saved(picture, "PNG")) == "#fa0000"

    def test_cmyk(self):
        assert first_color(saved(PIL.Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG")) == (
            "#fa0000"
        )

    @pytest.mark.parametrize("level", [0, 32896, 65535])
    def test_sixteen_bits(self, level):
        deep = PIL.Image.fromarray(np.full((8, 8), level, np.uint16))

        assert flat_rgb(deep).getpixel((0, 0)) == (level // 257,) * 3
        assert extract_palette(saved(deep, "PNG"))[0].share == 1

    def test_one_bit(self):
        assert first_color(saved(PIL.Image.new("1", (8, 8), 1), "PNG")) == "#fafafa"

    def test_floats(self):
        assert flat_rgb(PIL.Image.new("F", (1, 1), 0.5)).getpixel((0, 0)) == (128, 128, 128)

    def test_first_frame_of_an_animation(self):
        frames = [PIL.Image.new("RGB", (9, 9), color) for color in ("#fa0000", "#0000fa")]
        file = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

        assert first_color(file) == "#fa0000"
