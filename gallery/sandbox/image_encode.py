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
BACKGROUND = (255, 255, 255)


def flatten(image: PIL.Image.Image) -> PIL.Image.Image:
    """`image` without transparency, on white: for formats that know none."""
    if image.mode not in ("RGBA", "LA"):
        return image
    plain = image.mode.removesuffix("A")
    canvas = PIL.Image.new(plain, image.size, BACKGROUND if plain == "RGB" else 255)
    canvas.paste(image.convert(plain), mask=image.getchannel("A"))
    return canvas


def encode(image: PIL.Image.Image, format: str) -> bytes:
    """`image` (RGB, RGBA, L, LA or 1) as a file of `format`, a key of MEDIA_TYPES."""
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
        _for_gif(image).save(file, "GIF")
    else:
        image.save(file, "TIFF", compression="tiff_adobe_deflate")
    return file.getvalue()


def _for_gif(image: PIL.Image.Image) -> PIL.Image.Image:
    if image.mode in ("1", "L"):
        return image
    if image.mode == "RGB":
        return image.quantize(256, dither=PIL.Image.Dither.FLOYDSTEINBERG)
    return image.convert("RGBA").quantize(256, method=PIL.Image.Quantize.FASTOCTREE)
