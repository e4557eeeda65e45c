"""The rendition bench of one picture, all sections together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.harvest.measurements import Measurement
from gallery.records import ImageRecord, Rendition
from gallery.responsive.css_lengths import Viewport
from gallery.web.presenters import figures, texts
from gallery.web.presenters.bench_files import Family, can_be_measured, families
from gallery.web.presenters.bench_iiif import Builder, builder
from gallery.web.presenters.bench_layouts import (
    DEFAULT_SIZES,
    FAMILIES,
    BenchLayout,
    page_layouts,
    typed_layout,
)
from gallery.web.presenters.bench_lint import LintTable, page_tables, record_tables
from gallery.web.presenters.bench_matrix import RATIOS, WINDOWS, Cell, Matrix, cell, matrix
from gallery.web.presenters.bench_params import NARROWEST_FRAME, WIDEST_FRAME, BenchParams
from gallery.web.presenters.bench_paste import Snippet, snippets
from gallery.web.presenters.bench_service import KnownService

SECTIONS = (
    ("renditions", noop("Renditions")), ("matrix", noop("Matrix")), ("live", noop("Live")),
    ("crop", noop("Crop")), ("iiif", "IIIF"), ("lint", noop("Lint")), ("paste", noop("Paste")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Live:
    """The live frame: px, its address, and what is predicted at each pixel ratio."""

    layout: BenchLayout
    width: int
    height: int
    url: str
    prediction_url: str
    widths: tuple[tuple[int, str], ...]
    layouts: tuple[tuple[str, str, str], ...]
    predictions: tuple[tuple[str, Cell | None], ...]
    narrowest: int = NARROWEST_FRAME
    widest: int = WIDEST_FRAME


@dataclass(frozen=True, slots=True)
class Bench:
    """A whole bench page. ``reason`` says why a picture has none, then the rest is empty."""

    record: ImageRecord
    title: str
    provider_label: str
    url: str
    back_url: str
    original: str
    reason: str
    families: tuple[Family, ...]
    count: int
    can_be_measured: bool
    measure_url: str
    matrices: tuple[Matrix, ...]
    live: Live | None
    builder: Builder | None
    lint: tuple[LintTable, ...]
    snippets: tuple[Snippet, ...]
    params: BenchParams
    typed_sizes: str
    family_choices: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]


def bench(
    record: ImageRecord,
    listed: tuple[Rendition, ...],
    measured: Mapping[str, Measurement],
    known: KnownService | None,
    params: BenchParams,
    origin: str,
) -> Bench:
    """The page of one picture; `listed` are its renditions, `measured` what is known of them."""
    place = [record.provider, record.identifier]
    url = reverse("web:bench", args=place)
    layouts = page_layouts(record)
    typed = typed_layout(record, params.sizes or DEFAULT_SIZES, params.family)
    everything = (*layouts, typed) if typed else layouts
    return Bench(
        record=record,
        title=texts.shortened(texts.title(record), 120),
        provider_label=texts.provider_label(record.provider),
        url=url,
        back_url=reverse("web:image", args=place) + "#renditions",
        original=texts.pixel_size(record.width, record.height),
        reason="" if layouts else _reason(record),
        families=families(record, listed, measured),
        count=len(listed),
        can_be_measured=can_be_measured(listed),
        measure_url=f"{url}?{urlencode([*params.hidden['files'], ('measure', 'server')])}#renditions",
        matrices=tuple(matrix(it, measured) for it in everything),
        live=_live(record, everything, params, url, measured),
        builder=builder(record, known, params.iiif) if known else None,
        lint=(
            *record_tables(record, measured),
            *page_tables(record, layouts, measured, params.laid_out, params.laid_dpr),
        ),
        snippets=snippets(record, origin, sizes=params.sizes or DEFAULT_SIZES),
        params=params,
        typed_sizes=params.sizes or DEFAULT_SIZES,
        sections=tuple((it, _(name)) for it, name in SECTIONS),
        family_choices=tuple((it, _(name)) for it, name in FAMILIES.items())
        if record.srcsets
        else (),
    )


def layout_named(record: ImageRecord, params: BenchParams) -> BenchLayout | None:
    """The layout that the address names, the first one where it names none; None: no picture."""
    typed = typed_layout(record, params.sizes or DEFAULT_SIZES, params.family)
    layouts = [*page_layouts(record), *([typed] if typed else [])]
    named = [it for it in layouts if it.name == params.layout]
    return next(iter(named or layouts), None)


def _reason(record: ImageRecord) -> str:
    return texts.withheld_reason(record) or _("The provider offers no picture for this record.")


def _live(
    record: ImageRecord,
    layouts: tuple[BenchLayout, ...],
    params: BenchParams,
    url: str,
    measured: Mapping[str, Measurement],
) -> Live | None:
    layout = layout_named(record, params)
    if layout is None:
        return None
    height = height_for(params.frame)
    own = {"sizes": params.sizes, "family": params.family} if params.sizes else {}
    place = [record.provider, record.identifier]

    def here(**changed: str | int) -> str:
        kept: dict[str, str | int] = dict(params.hidden["live"])
        kept.update({"layout": layout.name, "frame": params.frame}, **changed)
        return f"{url}?{urlencode(kept)}#live"

    question = urlencode({"layout": layout.name, **own})
    return Live(
        layout=layout,
        width=params.frame,
        height=height,
        url=f"{reverse('web:bench-frame', args=place)}?{question}",
        prediction_url=f"{reverse('web:bench-prediction', args=place)}?{question}",
        widths=tuple((width, here(frame=width)) for width, _height in WINDOWS),
        layouts=tuple((it.name, it.label, here(layout=it.name)) for it in layouts),
        predictions=tuple(
            (
                figures.local(f"{dpr:g}"),
                cell(layout.predict(Viewport(params.frame, height, dpr)), measured),
            )
            for dpr in RATIOS
        ),
    )


def height_for(width: int) -> int:
    """The height of a common device about this wide, px."""
    return min(WINDOWS, key=lambda window: abs(window[0] - width))[1]
