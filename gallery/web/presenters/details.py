"""Everything a record says, grouped as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import renditions
from gallery.records import ImageRecord, Rendition
from gallery.web.presenters import figures, palettes, texts
from gallery.web.presenters.palettes import NamedSwatch, Segment
from gallery.web.presenters.stages import Stage, stage

ORIENTATIONS = {
    1: noop("upright"),
    2: noop("mirrored left to right"),
    3: noop("turned by 180°"),
    4: noop("mirrored top to bottom"),
    5: noop("mirrored, then turned by 270°"),
    6: noop("turned by 90°"),
    7: noop("mirrored, then turned by 90°"),
    8: noop("turned by 270°"),
}
ACCESS = {0: noop("Restricted (level 0)"), 1: noop("Public (level 1)")}
PERMISSIONS = {
    0: noop("At any size (level 0)"),
    1: noop("At most 256 px (level 1)"),
    2: noop("Not to be shown (level 2)"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One term and its value; ``href`` where the value leads somewhere."""

    term: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RenditionRow:
    """One file of the list: declared size in px, "" where the provider does not say."""

    name: str
    family: str
    size: str
    url: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A whole detail page."""

    provider: str
    provider_label: str
    identifier: int
    title: str
    title_language: str
    is_document: bool
    stage: Stage | None
    reason: str
    file_url: str
    file_name: str
    landing_url: str
    site_url: str
    bar: tuple[Segment, ...]
    bar_text: str
    palette_origin: str
    swatches: tuple[NamedSwatch, ...]
    technique: tuple[Row, ...]
    technique_raw: str
    caption: str
    alt_text: str
    alt_stand_in: str
    description: str
    facts: tuple[Row, ...]
    identifiers: tuple[Row, ...]
    objects: tuple[tuple[Row, ...], ...]
    families: tuple[tuple[str, tuple[RenditionRow, ...]], ...]


def detail(record: ImageRecord, *, save_data: bool = False) -> Detail:
    """The page of one record."""
    shown = stage(record, save_data=save_data)
    reason = texts.withheld_reason(record)
    if shown is None and record.kind == "image" and not reason:
        reason = _("The provider offers no picture for this record.")
    return Detail(
        provider=record.provider,
        provider_label=texts.provider_label(record.provider),
        identifier=record.identifier,
        title=texts.shortened(texts.title(record), 300),
        title_language=texts.title_language(record),
        is_document=record.kind == "document",
        stage=shown,
        reason=reason,
        file_url=record.file_url,
        file_name=texts.media_name(record.media_type),
        landing_url=record.landing_url,
        site_url=texts.provider_site(record.provider),
        bar=palettes.bar(record.palette),
        bar_text=palettes.summary(record.palette),
        palette_origin=_palette_origin(record),
        swatches=palettes.named_swatches(
            record.palette, is_measured_here=record.palette_source == "extracted"
        ),
        technique=_technique(record),
        technique_raw=record.technique.raw,
        caption=record.caption,
        alt_text=record.alt_text,
        alt_stand_in=texts.stand_in(record) if record.lacks_alt_text else "",
        description=record.description,
        facts=_facts(record),
        identifiers=_filled([(name, value) for name, value in record.identifiers]),
        objects=_objects(record),
        families=_families(renditions(record)),
    )


def _filled(pairs: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(term, value) for term, value in pairs if value)


def _palette_origin(record: ImageRecord) -> str:
    if record.palette_source == "extracted":
        said = _(
            "Colours measured here, by the museums’ published method; shares need not add up to 100%."
        )
        return said
    if not record.palette:
        return ""
    said = _("Colours as supplied by {provider}; shares need not add up to 100%.")
    return said.format(provider=texts.provider_label(record.provider))


def _technique(record: ImageRecord) -> tuple[Row, ...]:
    read = record.technique
    known = ORIENTATIONS.get(read.orientation or 0, "")
    turned = _(known) if known else ""
    return _filled(
        [
            (_("Make"), read.make),
            (_("Model"), read.model),
            (_("Software"), read.software),
            (_("Film or medium"), read.film),
            (_("Orientation"), f"{turned} (EXIF {read.orientation})" if turned else ""),
        ]
    )


def _facts(record: ImageRecord) -> tuple[Row, ...]:
    rights = record.rights
    is_image = record.kind == "image"
    return _filled(
        [
            (_("Credit"), rights.credit),
            (_("Copyright"), rights.copyright),
            (_("Date"), record.date_text or (figures.day(record.date) if record.date else "")),
            (
                _("Original size"),
                texts.pixel_size(record.width, record.height)
                or (_("not stated by the provider") if is_image else ""),
            ),
            (_("Format"), record.media_type),
            (
                _("Access"),
                _known(ACCESS, rights.access_level),
            ),
            (
                _("May be shown"),
                _known(PERMISSIONS, rights.permission_level),
            ),
            (_("Created"), figures.day(record.created_at) if record.created_at else ""),
            (_("Last changed"), figures.day(record.updated_at) if record.updated_at else ""),
        ]
    )


def _known(names: Mapping[int, str], level: int | None) -> str:
    return _(names[level]) if level is not None and level in names else ""


def _side(side: int | None) -> str:
    return figures.count(side) if side else "?"


def _objects(record: ImageRecord) -> tuple[tuple[Row, ...], ...]:
    return tuple(
        tuple(
            row
            for row in (
                Row(_("Title"), thing.title, thing.url),
                Row(_("People"), ", ".join(thing.people)),
                Row(_("Dated"), thing.dated),
                Row(_("Classification"), thing.classification),
                Row(_("Object number"), str(thing.identifier)),
            )
            if row.value
        )
        for thing in record.objects
    )


def _families(found: Sequence[Rendition]) -> tuple[tuple[str, tuple[RenditionRow, ...]], ...]:
    families: dict[str, list[RenditionRow]] = {}
    for one in found:
        size = f"{_side(one.width)} × {_side(one.height)}" if one.width or one.height else ""
        row = RenditionRow(one.name, one.family, size, one.url)
        families.setdefault(one.family, []).append(row)
    names = {
        "iiif": _("IIIF widths"),
        "scaled": _("Scaled"),
        "cropped-landscape": _("Cropped to 3:2"),
    }
    return tuple((names.get(name, name), tuple(rows)) for name, rows in families.items())
