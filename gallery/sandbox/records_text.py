"""Words of the records: invented people, plausible equipment, credits and short texts."""

from __future__ import annotations

from dataclasses import dataclass

PRESIDENT_AND_FELLOWS = "President and Fellows of Harvard College"


@dataclass(frozen=True)
class Maker:
    """An invented maker, as the museum's people are written."""

    name: str
    culture: str
    born: int
    died: int | None = None

    @property
    def dates(self) -> str:
        """Years as a label shows them."""
        return f"{self.born} - {self.died}" if self.died else f"born {self.born}"


MAKERS = (
    Maker("Ottilie Brandvold", "Norwegian", 1891, 1968),
    Maker("Anselm Quarrie", "American", 1928, 2004),
    Maker("Mirela Stoianovici", "Romanian", 1936),
    Maker("Hana Kurosaki", "Japanese", 1902, 1979),
    Maker("Teodoro Villacampa", "Spanish", 1887, 1951),
    Maker("Ingeborg Falkenrath", "German", 1899, 1984),
    Maker("Percival Adeyinka", "Nigerian", 1941),
    Maker("Solveig Amundrud", "Norwegian", 1954),
    Maker("Lucienne Marchebois", "French", 1908, 1990),
    Maker("Desmond Halloway-Pike", "British", 1919, 1997),
    Maker("Zainab Al-Rushdi", "Iraqi", 1947),
    Maker("Casimir Wolonek", "Polish", 1895, 1963),
    Maker("Ruth Ellerman Tate", "American", 1912, 1988),
    Maker("Joaquim Serrabona", "Catalan", 1903, 1971),
    Maker("Meiling Fong-Whitaker", "American", 1961),
    Maker("Aurelio Bonfantini", "Italian", 1878, 1944),
    Maker("Nokuthula Dlamati", "South African", 1958),
    Maker("Edwin Thistlewood", "British", 1864, 1937),
    Maker("Priya Venkataramani-Rao", "Indian", 1949),
    Maker("Gudrun Sigvaldsdóttir", "Icelandic", 1933, 2011),
    Maker("Henri-Paul Desrosières", "French", 1882, 1959),
    Maker("Clara Montescudo", "Argentine", 1926, 2009),
    Maker("Yusuf Karabekir-Oğlu", "Turkish", 1915, 1992),
    Maker("Wilhelmina Oosterbaan", "Dutch", 1905, 1980),
)

# What the museums' cameras, films and programs are called in recorded technique texts.
# Makers and models are facts; the empty and missing values occur as well.
TECHNIQUES: tuple[str | None, ...] = (
    "Make:Hasselblad;Model:Hasselblad H5D-50c MS;Orientation:1;Software:Adobe Photoshop CS6 (Macintosh);",
    "Make:Sinar Photography AG;Model:Sinar CMV/ Sinarback eVolution 75H;Orientation:1;Software:Adobe Photoshop CS5 Macintosh;",
    None,
    "Make:Phase One;Model:IQ3 100MP;Orientation:1;Software:Capture One 12 Macintosh;",
    "Make:Canon;Model:Canon EOS 5DS R;Orientation:1;Software:Adobe Photoshop CC 2019 (Macintosh);",
    "Kodak Ektapan",
    "Make:NIKON CORPORATION;Model:NIKON D850;Orientation:1;Software:Adobe Photoshop Lightroom Classic 9.2 (Macintosh);",
    None,
    "Make:Leaf;Model:Leaf Aptus-II 12/Hasselblad H1;Orientation:1;Software:Adobe Photoshop CS4 Macintosh;",
    "Kodak Ektachrome 64T",
    "Make:Hasselblad;Model:Hasselblad H6D-400c MS;Orientation:1;Software:Adobe Photoshop 21.1 (Macintosh);",
    "Super XX",
    "Make:Canon;Model:Canon EOS-1Ds Mark III;Orientation:6;Software:Adobe Photoshop CS3 Macintosh;",
    "Fujichrome Provia 100F",
    "Make:EPSON;Model:Expression 10000XL;Orientation:1;Software:Adobe Photoshop CS2 Macintosh;",
)
CAPTIONS: tuple[str | None, ...] = (
    None, "overall", "front", None, "recto", "overall, frame removed", "", "overall, raking light from left",
    None, "recto, matted", "front, unframed", None,
)  # fmt: skip
DETAIL_CAPTIONS = ("detail, upper left", "detail, center", "detail, lower right")
RENDITION_PREFIXES = ("", "DDC", "INV", "LEG", "", "CARP", "ISL", "DDC")
CREDITS = (
    "Harvard Art Museums/Fogg Museum, Gift of the artist",
    "Harvard Art Museums/Busch-Reisinger Museum, Purchase through an anonymous fund",
    "Harvard Art Museums/Fogg Museum, Bequest of Amelia R. Thornquist",
    "Harvard Art Museums/Arthur M. Sackler Museum, Gift of the Sandbox Friends",
)
PHOTOGRAPHERS = (
    "Lena Marshgrove", "Tobias Whitlock", "Amara Oyelaran-Reed", "Grant Pellinore", "Sofia Lindqvist-Day",
    "Marcus Ravenhall", "Jun Takemori", "Delphine Castellane",
)  # fmt: skip
HUB_OCCASIONS = (
    "on view this month in the student gallery at Homewood",
    "from the spring printmaking workshop",
    "made for the cover of the winter issue",
    "one of forty pieces in the alumni art exchange",
    "drawn to accompany a feature on color vision",
    "part of a series about the Chesapeake seasons",
    "chosen by readers as the picture of the week",
    "shown at the undergraduate arts festival in April",
    "an illustration for a story on sleep and memory",
    "commissioned for the new reading room in East Baltimore",
)
FOREIGN_TITLES = (
    "静かな色の習作",
    "Ήσυχη σύνθεση σε χρώμα",
    "Тихая композиция",
    "تكوين هادئ بالألوان",
    "고요한 색의 연습",
)
LONG_TITLE = (
    "Study for the Large Wall of the Reading Room, with the Variations that the Committee "
    "Asked For in Its Second Letter and the Colors Agreed upon after the Third Visit to the "
    "Workshop, Seen in the Evening Light of the North Window, First of Nine States"
)
