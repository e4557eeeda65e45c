"""A light table as its page shows it, and what is taken away from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from django.utils.html import escape
from django.utils.translation import ngettext

from gallery.delivery import deliver
from gallery.iiif.presentation import Json
from gallery.search.results import Hit
from gallery.web.exports.addresses import Site
from gallery.web.exports.canvases import about, record_canvas
from gallery.web.presenters import texts
from gallery.web.presenters.bench_paste import credit_line, img_tag
from gallery.web.presenters.contact import Entry, contact_sheet
from gallery.web.share import File, address, file_within
from gallery.web.tables import Laid, Table

# Frames of 296 px beside each other where there is no rail, at 1920 px.
FIRST_ROW = 5
# What a pasted picture takes of its new page, at most.
PASTED_SIZES = "(min-width: 700px) 640px, 100vw"


@dataclass(frozen=True, slots=True)
class Item:
    """One picture: ``anchor`` ends the ids of its controls, ``credit`` is for print."""

    pick: str
    anchor: str
    note: str
    credit: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class TablePage:
    """A whole light table. ``count`` says how many lie on it."""

    items: tuple[Item, ...]
    problems: tuple[str, ...]
    count: str
    url: str
    share_url: str
    csv_url: str
    manifest_url: str
    html: str
    picture: File | None


def table_page(
    table: Table, laid: Sequence[Laid], problems: Sequence[str], site: Site
) -> TablePage:
    """The page of `table`; `laid` and `problems` as `tables.lay` gives them."""
    entries = _first_eager(contact_sheet([Hit(it.record, it.key) for it in laid], {}))
    count = ngettext("{count} picture", "{count} pictures", len(laid)).format(count=len(laid))
    return TablePage(
        items=tuple(_item(it, entry, site) for it, entry in zip(laid, entries, strict=True)),
        problems=(*table.problems, *problems),
        count=count,
        url=table.url(),
        share_url=site.whole(table.url()),
        csv_url=table.url("table-csv"),
        manifest_url=table.url("table-manifest"),
        html=to_paste(laid, site),
        picture=file_within(laid[0].record, site, width=1200) if laid else None,
    )


def _first_eager(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; the pictures of a wide screen's first row are asked for at once."""
    return [
        replace(
            it,
            original=replace(
                it.original, is_eager=True, sizes=it.original.sizes.removeprefix("auto, ")
            ),
        )
        if it.original and place < FIRST_ROW
        else it
        for place, it in enumerate(entries)
    ]


def _item(it: Laid, entry: Entry, site: Site) -> Item:
    pick = it.placed.pick
    anchor = f"{pick.provider}-{pick.identifier}"
    return Item(str(pick), anchor, it.placed.note, credit_line(it.record, site.origin), entry)


def to_paste(laid: Sequence[Laid], site: Site) -> str:
    """The table as HTML for another page: a figure each, with note and credit; escaped."""
    figures = []
    for it in laid:
        said = [
            escape(text) for text in (it.placed.note, credit_line(it.record, site.origin)) if text
        ]
        caption = "<br>".join(said)
        figures.append(
            f"<figure>\n  {_picture(it, site)}\n  <figcaption>{caption}</figcaption>\n</figure>"
        )
    return "\n".join(figures)


def _picture(it: Laid, site: Site) -> str:
    """The picture in a link to its page here; the link alone where it may not be shown."""
    page = escape(address(it.record, site))
    delivery = deliver(it.record)
    if delivery is None:
        return f'<a href="{page}">{escape(texts.title(it.record))}</a>'
    whole = replace(
        delivery,
        src=urljoin(site.origin, delivery.src),
        srcset=", ".join(f"{site.whole(one.url)} {one.width}w" for one in delivery.candidates),
    )
    img = img_tag(whole, texts.alternative_text(it.record), PASTED_SIZES)
    return f'<a href="{page}">{img}</a>'


def note_canvas(it: Laid, site: Site) -> Json:
    """The picture's canvas, with the note first among what is told of it."""
    said = about(it.record, site)
    if it.placed.note:
        said = replace(said, metadata=[("Note", (it.placed.note,)), *said.metadata])
    return record_canvas(it.record, site, said)
