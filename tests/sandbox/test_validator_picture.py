"""The validators' picture against the file that the validators compare with."""

import PIL.Image
import PIL.ImageChops

from gallery.sandbox.validator_picture import VALIDATOR_ID, ValidatorPicture
from tests.paths import DATA, needs_shared
from tests.sandbox.held import held


class TestValidatorPicture:
    def test_squares_that_the_validator_names(self):
        picture = ValidatorPicture().render(1000, 1000)

        assert picture.getpixel((0, 0)) == (0x3D, 0xAA, 0x7E)
        assert picture.getpixel((99, 99)) == (0x3D, 0xAA, 0x7E)
        assert picture.getpixel((100, 99)) == (0xC3, 0x85, 0x78)
        assert picture.getpixel((999, 999)) == (0xA1, 0x77, 0xB6)
        assert len(picture.getcolors(1001) or []) == 100

    def test_it_is_in_every_collection(self):
        picture = held().picture(VALIDATOR_ID)

        assert picture is not None
        assert (picture.width, picture.height) == (1000, 1000)

    @needs_shared
    def test_every_pixel_is_that_of_the_validators_file(self):
        with PIL.Image.open(DATA / "iiif_validator" / f"{VALIDATOR_ID}.png") as opened:
            expected = opened.convert("RGB")

        difference = PIL.ImageChops.difference(ValidatorPicture().render(1000, 1000), expected)

        assert difference.getbbox() is None
