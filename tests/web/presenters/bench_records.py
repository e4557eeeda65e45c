"""A Hub picture with both families, for the tests of the bench."""

from gallery.records import ImageRecord, Rendition
from tests.catalog.records import hub

STYLES = "https://api.hub.jhu.edu/factory/sites/default/files/styles"
CROPS = ", ".join(
    f"{STYLES}/{name}/public/2023-10/a.jpg {width}w"
    for name, width in (("hub_thumbnail", 360), ("hard_crop_landscape_1380", 1380))
)
SCALED = ", ".join(
    f"{STYLES}/{name}/public/2023-10/a.jpg {width}w"
    for name, width in (("hub_medium", 420), ("soft_crop_2880", 2880))
)


def with_crop(identifier: int = 1) -> ImageRecord:
    """A picture whose provider makes crops of it."""
    thumbnail = f"{STYLES}/hub_thumbnail/public/2023-10/a.jpg"
    return hub(
        identifier,
        renditions=(Rendition("thumbnail", thumbnail, "cropped-landscape", 360, 240),),
        srcsets=(("cropped-landscape", CROPS), ("scaled", SCALED)),
    )
