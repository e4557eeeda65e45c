"""Files that attack whoever decodes them, made here."""

import io
import struct
import zlib

import PIL.Image


def plain(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    """An honest picture."""
    out = io.BytesIO()
    PIL.Image.new(mode, size, "firebrick" if mode == "RGB" else 0).save(out, kind)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))


def png(width: int, height: int, *between: bytes, data: bytes = b"\x00" * 1000) -> bytes:
    """A PNG that declares any size; `between` are chunks before its pixels."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(data, 9)
    parts = [chunk(b"IHDR", head), *between, chunk(b"IDAT", packed), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_with_text_bomb() -> bytes:
    """64 MB of text behind 64 kB."""
    text = b"Comment\x00\x00" + zlib.compress(b" " * (64 << 20), 9)
    return png(8, 8, chunk(b"zTXt", text), data=b"\x00" * 200)


def png_with_profile_bomb() -> bytes:
    profile = b"icc\x00\x00" + zlib.compress(b" " * (64 << 20), 9)
    return png(8, 8, chunk(b"iCCP", profile), data=b"\x00" * 200)


def gif_of_many_frames() -> bytes:
    frames = [PIL.Image.new("P", (600, 600), number) for number in range(200)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def huge_tiff() -> bytes:
    """A few hundred bytes that declare 2 gigapixels."""
    entries = [
        (256, 4, 1, 45_000), (257, 4, 1, 45_000), (258, 3, 1, 8), (259, 3, 1, 1),
        (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 45_000), (279, 4, 1, 10),
    ]  # fmt: skip
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (
        b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + directory + b"\0" * 4
    )


def looping_tiff() -> bytes:
    """Its directory's next directory is itself."""
    body = plain("TIFF")
    (start,) = struct.unpack("<I", body[4:8])
    (count,) = struct.unpack("<H", body[start : start + 2])
    end = start + 2 + 12 * count
    return body[:end] + struct.pack("<I", start) + body[end + 4 :]


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\nshowpage\n"
SVG = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
