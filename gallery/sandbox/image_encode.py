"""Pixels to files. The same pixels always give the same bytes (their ETag promises so)."""

import io

import PIL
import PIL.Image

MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "tif": "image/tiff",
}
# Part of every derivative's key: what another recipe made is not served as this one's.
RECIPE = f"1 Pillow {PIL.__version__}"
JPEG_QUALITY = 85
WEBP_QUALITY = 82
GIF_NOTHING = 255
BACKGROUND = (255, 255, 255)
# The formats' own limits, px a side. TIFF and PNG have none that matters here.
LONGEST_SIDE = {"jpg": 65_500, "gif": 65_535, "webp": 16_383}


class TooLargeError(ValueError):
    """A picture larger than its file format can hold."""


def flatten(image: PIL.Image.Image) -> PIL.Image.Image:
    """`image` without transparency, on white: for formats that know none."""
    if image.mode not in ("RGBA", "LA"):
        return image
    plain = image.mode.removesuffix("A")
    canvas = PIL.Image.new(plain, image.size, BACKGROUND if plain == "RGB" else 255)
    canvas.paste(image.convert(plain), mask=image.getchannel("A"))
    return canvas


def encode(image: PIL.Image.Image, format: str) -> bytes:
    """`image` (RGB, RGBA, L, LA or 1) as a file of `format`, a key of MEDIA_TYPES.

    Raises TooLargeError where the format has no room for it.
    """
    limit = LONGEST_SIDE.get(format)
    if limit is not None and max(image.size) > limit:
        raise TooLargeError(f"A {format} file has at most {limit} pixels a side.")
    file = io.BytesIO()
    if format == "jpg":
        plain = flatten(image)
        plain = plain.convert("L") if plain.mode == "1" else plain
        plain.save(file, "JPEG", quality=JPEG_QUALITY, progressive=True)
    elif format == "png":
        image.save(file, "PNG", compress_level=6)
    elif format == "webp":
        mode = "RGBA" if image.mode.endswith("A") else "RGB"
        image.convert(mode).save(file, "WEBP", quality=WEBP_QUALITY, method=3)
    elif format == "gif":
        _save_gif(image, file)
    else:
        image.save(file, "TIFF", compression="tiff_adobe_deflate")
    return file.getvalue()


def _save_gif(image: PIL.Image.Image, file: io.BytesIO) -> None:
    if image.mode in ("1", "L"):
        image.save(file, "GIF")
    elif image.mode == "RGB":
        image.quantize(256).save(file, "GIF")
    else:
        # A GIF pixel is there or not: one palette entry stands for "not".
        palette = flatten(image).convert("RGB").quantize(GIF_NOTHING)
        palette.paste(GIF_NOTHING, mask=image.getchannel("A").point(lambda a: 255 * (a < 128)))
        palette.save(file, "GIF", transparency=GIF_NOTHING)
