"""No page says anything that translators cannot: a catalogue that brackets all, and pages read.

Every message stands in ⟦…⟧ in a language made for this test; records speak in †…†. What is
left of a page's texts and attributes then are names, figures and codes, or an oversight.
"""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from django.utils import timezone, translation

from gallery.catalog.audits import AuditedFile, keep_audit
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import DepictedObject, Rights, Swatch, Technique
from tests.catalog.records import harvard, hub
from tests.i18n.messages import compiled, found

LANGUAGE = "eo"  # one that no other test has asked for anything
pytestmark = pytest.mark.django_db

SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description",
                     "aria-roledescription", "aria-valuetext", "data-said", "label"}  # fmt: skip
SPOKEN_METAS = {"description", "og:title", "og:description", "og:image:alt"}
SILENT = {"script", "style", "code", "kbd", "pre", "textarea"}
NAMES = re.compile(
    r"Harvard Art Museums|Johns Hopkins Hub|Lighttable|English|Deutsch|Harvard|Hub|IIIF|JPEG|PNG|WebP|"
    r"CSV|JSON|PDF|Image API|info\.json|EXIF|Markdown|image/jpeg|application/pdf|ΔE|OKLab|"
    r"https?://\S+|/\S+|#[0-9a-f]{3,6}|pct:\S+|[\d.,]+ ?(?:px|MB|kB|s|ms|min|h|B)\b|\d+ × \d+ px|"
    r"\b\d+w\b|\bpx\b|jpg|tif|gif|png|default|color|gray|bitonal|full|square|max|[x-z],y,w,h|"
    r"\d+-a de \w+ \d{4}|firebrick 40%|\d[\d.]*v[wh]|min\(|max\(|calc\(|auto|min-width|min-resolution|dppx|and\b|or\b|!?\^?w,h|,h|w,|harvard:\d+|jhu:\d+|renditionnumber|\bfid\b|uuid|scaled|cropped-landscape|"
    r"original|large|medium|small|thumbnail|landscape|PhotoImage|manage\.py \w+"
)


class Texts(HTMLParser):
    """All that a page says: (where, text)."""

    def __init__(self):
        super().__init__()
        self.open, self.said, self.depth = [], [], 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        for name in SPOKEN_ATTRIBUTES & given.keys():
            self.said.append((f"{tag}[{name}]", given[name] or ""))
        if tag == "meta" and {given.get("name"), given.get("property")} & SPOKEN_METAS:
            self.said.append(("meta", given.get("content") or ""))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if SILENT & set(self.open) and not self.depth:
            return
        outside = []
        for sign in data:  # a message may go on behind a link that is in it
            self.depth += (sign == "⟦") - (sign == "⟧")
            if not self.depth and sign != "⟧":
                outside.append(sign)
        if text := "".join(outside).strip():
            self.said.append((self.open[-1] if self.open else "", text))


def unspoken(html):
    """What a page says outside all brackets, without names and figures."""
    reader = Texts()
    reader.feed(html)
    left = []
    for where, text in reader.said:
        rest = re.sub(r"†[^†]*†|†[^†]*…", "", text)
        while "⟦" in rest and (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:
            rest = shorter
        rest = NAMES.sub("", rest)
        if re.search(r"[A-Za-z]{2,}", rest):
            left.append((where, text))
    return left


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale") / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale=LANGUAGE)
    for message in found():
        if not message.id:
            continue
        if message.pluralizable:
            both = tuple(f"⟦{text}⟧" for text in message.id)
            catalog.add(message.id, both, context=message.context)
        else:
            catalog.add(message.id, f"⟦{message.id}⟧", context=message.context)
    (folder / "django.mo").write_bytes(compiled(catalog))
    return folder.parent.parent


def speak(settings, folder):
    settings.LOCALE_PATHS = [folder]
    settings.LANGUAGES = [("en", "English"), (LANGUAGE, "Deutsch")]


def told(**changes):
    """Texts of a record, each known as one."""
    return {
        "title": "†Title†", "caption": "†Caption†", "alt_text": "†Alt†",
        "description": "†Description†", "date": dt.date(2004, 6, 3), "date_text": "",
        "technique": Technique("†Raw†", "†Make†", "†Model†", "†Software†", "†Film†", 6),
        "palette": (Swatch("#b22222", 0.6, "Red"), Swatch("#2864be", 0.0004, "Blue")),
    } | changes  # fmt: skip


@pytest.fixture
def catalogue(bracketed, settings, provide):
    speak(settings, bracketed)
    thing = DepictedObject(
        7, "†Object†", "https://example.org/7", ("†Person†",), "†1880†", "†Class†"
    )
    rights = Rights("†Copyright†", "†Credit†", 1, 0)
    ingest([
        harvard(1, **told(objects=(thing,), rights=rights)),
        harvard(2, **told(objects=(), alt_text="", caption="", rights=Rights("", "†Credit†", 1, 1))),
        harvard(3, **told(objects=(), rights=Rights("", "†Credit†", 0, 0), palette=())),
        harvard(4, **told(width=0, height=0, objects=(thing,), rights=rights)),
        hub(5, **told(rights=Rights("†Copyright†", "†Credit†"))),
        hub(6, **told(title="", caption="", alt_text="", date=None, rights=Rights())),
        hub(7, kind="document", **told(media_type="application/pdf", palette=(), rights=Rights(),
                                       file_url="https://api.hub.jhu.edu/7.pdf")),
    ])  # fmt: skip
    row = Image.objects.get(provider="jhu", identifier=5)
    file = AuditedFile("†large†", "scaled", "https://api.hub.jhu.edu/x.jpg", 1200, 800, 1194, 800,
                       "image/jpeg", 900_000, ("mislabelled", "too-heavy"),
                       "declared 1200 px wide, it is 1194; 900 kB, 1.3 bytes a pixel")  # fmt: skip
    keep_audit(row.pk, "", [file], timezone.now(), is_complete=True)


PAGES = (
    "/", "/?page=9", "/?q=%E2%80%A0", "/?q=%E2%80%A0zz%E2%80%A0&min_width=1000&from=1999-05&to=zz&decade=2000",
    "/?color=b22222~40&color=2864be&not_color=3c8c46&tolerance=4&near=x&add=zzz",
    "/?view=contact", "/?view=table&sort=make", "/?word=red&size=medium&orientation=landscape",
    "/?has=alt&lacks=caption&mark=small&source=jhu&sort=random:1",
    "/?source=x&page=0&per_page=7000&color=zz&sort=zz&hue=red&make=%E2%80%A0Make%E2%80%A0",
    "/fresh/", "/colors/", "/colors/?q=%E2%80%A0zz%E2%80%A0", "/colors/from-picture/", "/gaps/", "/status/",
    "/images/harvard/1/", "/images/harvard/2/", "/images/harvard/3/", "/images/harvard/4/",
    "/images/jhu/5/", "/images/jhu/6/", "/images/jhu/7/",
    "/images/harvard/1/renditions/", "/images/harvard/3/renditions/", "/images/jhu/5/renditions/",
    "/images/harvard/1/renditions/?region=9,9&size=^9,&rotation=999&quality=x&format=x",
    "/images/harvard/1/renditions/?sizes=zz,,&family=x&frame=9&info={",
    "/images/jhu/5/renditions/frame/?layout=wall", "/images/jhu/5/crop/",
    "/images/harvard/1/look/", "/images/harvard/1/look/?part=2", "/images/jhu/5/look/",
    "/compare/", "/compare/?pick=harvard:1&pick=jhu:5:scaled.zz&pick=jhu:7&pick=zz",
    "/table/", "/table/?pick=harvard:1&pick=jhu:5&pick=jhu:99&pick=zz", "/nowhere/", "/?q=%zz",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_said_that_is_not_translated(client, catalogue, path):
    headers = {"HX-Request": "true"} if path == "/fresh/" else {}

    text = client.get(f"/{LANGUAGE}{path}", headers=headers, follow=True).content.decode()

    assert "⟦" in text
    assert unspoken(text) == []


def test_an_empty_catalogue_speaks_too(client, bracketed, settings, provide):
    speak(settings, bracketed)

    for path in ("/eo/", "/eo/gaps/", "/eo/colors/"):
        assert unspoken(client.get(path).content.decode()) == []


def test_the_page_of_our_own_faults_speaks_too(bracketed, settings, rf):
    from gallery.web.views.errors import server_error

    speak(settings, bracketed)
    with translation.override(LANGUAGE):
        text = server_error(rf.get("/")).content.decode()

    assert '<html lang="eo">' in text
    assert unspoken(text) == []


def test_the_reader_of_pages_finds_what_is_left():
    html = '<p>⟦Some ⟦red⟧⟧ forgotten</p><img alt="⟦x⟧ 1,200 px"><b title="plain words">†A†</b>'

    assert unspoken(html) == [("p", "forgotten"), ("b[title]", "plain words")]
