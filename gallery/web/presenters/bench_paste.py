"""What a curator pastes elsewhere: markup, addresses and the credit line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from django.utils.html import escape
from django.utils.translation import gettext as _

from gallery.delivery import CROPPED, Delivery, deliver
from gallery.iiif.image_request import ImageRequest, image_url
from gallery.records import ImageRecord
from gallery.responsive.srcset import format_srcset, parse_srcset
from gallery.web.presenters import texts
from gallery.web.presenters.bench_layouts import DEFAULT_SIZES

# Below this width the crop is shown: a phone held upright.
NARROW = "(max-width: 599px)"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One text to paste: ``name`` for addresses, ``label`` for people, lines of ``text``."""

    name: str
    label: str
    about: str
    text: str


def snippets(
    record: ImageRecord, origin: str, *, sizes: str = DEFAULT_SIZES
) -> tuple[Snippet, ...]:
    """Everything that may be pasted of this record.

    `origin` completes the sandbox's own addresses, as in "https://gallery.example.org".
    """
    credit = Snippet(
        "credit",
        _("Credit line"),
        _("Goes wherever the picture goes."),
        credit_line(record, origin),
    )
    scaled = deliver(record)
    if scaled is None:
        return (credit,)
    alt = texts.alternative_text(record)
    img = img_tag(_absolute(scaled, origin), alt, sizes)
    text = markdown(record, origin, urljoin(origin, scaled.src), alt)
    return (
        Snippet("img", _("Image"), _("The whole picture at every width."), img),
        *_with_crop(record, origin, img, sizes),
        *_iiif(record, origin, scaled),
        Snippet("markdown", "Markdown", _("With a link back to the provider."), text),
        credit,
    )


def _with_crop(record: ImageRecord, origin: str, img: str, sizes: str) -> tuple[Snippet, ...]:
    crop = deliver(record, family=CROPPED)
    if crop is None:
        return ()
    about = _("The crop to 3:2 on narrow screens, the whole picture on others.")
    text = picture_tag(_absolute(crop, origin), img, sizes)
    return (Snippet("picture", _("Picture with crop"), about, text),)


def _iiif(record: ImageRecord, origin: str, scaled: Delivery) -> tuple[Snippet, ...]:
    if not record.iiif_base:
        return ()
    base = urljoin(origin, record.iiif_base)
    about = _("The file that a browser without srcset takes.")
    found = [Snippet("iiif", _("IIIF image"), about, urljoin(origin, scaled.src))]
    if record.rights.longest_side is None:
        whole = image_url(base, ImageRequest())
        found.append(
            Snippet("iiif-full", _("IIIF, full size"), _("All the pixels there are."), whole)
        )
    return (*found, Snippet("iiif-info", _("IIIF service"), _("For viewers."), f"{base}/info.json"))


def img_tag(delivery: Delivery, alt: str, sizes: str) -> str:
    """An ``<img>``, one attribute a line."""
    attributes = [("src", delivery.src)]
    if delivery.srcset:
        attributes += [("srcset", delivery.srcset), ("sizes", sizes)]
    attributes += [
        ("width", str(delivery.width)),
        ("height", str(delivery.height)),
        ("alt", alt),
        ("loading", "lazy"),
        ("decoding", "async"),
    ]
    return "<img " + "\n     ".join(_attribute(*pair) for pair in attributes) + ">"


def picture_tag(crop: Delivery, img: str, sizes: str) -> str:
    """A ``<picture>`` that shows the crop where there is little room."""
    attributes = [("media", NARROW), ("srcset", crop.srcset or crop.src)]
    if crop.srcset:
        attributes.append(("sizes", sizes))
    attributes += [("width", str(crop.width)), ("height", str(crop.height))]
    source = f"<source {' '.join(_attribute(*pair) for pair in attributes)}>"
    inner = img.replace("\n", "\n  ")
    return f"<picture>\n  {source}\n  {inner}\n</picture>"


def markdown(record: ImageRecord, origin: str, url: str, alt: str) -> str:
    """An image and its credit, in the Markdown that every dialect reads."""
    image = f"![{_plain(alt)}](<{url}>)"
    credit = _plain(credit_line(record, origin))
    linked = f"[{credit}](<{record.landing_url}>)" if record.landing_url else credit
    return f"{image}\n{linked}"


def credit_line(record: ImageRecord, origin: str = "") -> str:
    """Title, people, credit or copyright, provider and its page, as the providers ask for."""
    page = urljoin(origin, record.landing_url) if record.landing_url else ""
    return f"{_credit(record)} {page}".rstrip()


def _credit(record: ImageRecord) -> str:
    rights = record.rights
    parts = [
        texts.shortened(
            record.title or next((it.title for it in record.objects if it.title), ""), 200
        ),
        ", ".join(record.people),
        rights.credit,
        f"© {rights.copyright}" if rights.copyright and rights.copyright != rights.credit else "",
        texts.provider_label(record.provider),
    ]
    seen = dict.fromkeys(part.strip(" .") for part in parts if part.strip(" ."))
    return ". ".join(seen) + "."


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'


def _plain(text: str) -> str:
    """Text without meaning to Markdown, on one line."""
    line = " ".join(text.split())
    return "".join(f"\\{mark}" if mark in "\\[]*_`<>&" else mark for mark in line)


def _absolute(delivery: Delivery, origin: str) -> Delivery:
    found = parse_srcset(delivery.srcset).candidates
    srcset = delivery.srcset
    if any(one.url.startswith("/") for one in found):
        srcset = format_srcset(replace(one, url=urljoin(origin, one.url)) for one in found)
    return replace(delivery, src=urljoin(origin, delivery.src), srcset=srcset)
