"""The shapes that a check-up compares with, held against recordings and sandbox."""

from gallery.providers.harvard import examination as harvard
from gallery.providers.jhu import examination as jhu
from gallery.providers.shapes import differences


class TestHarvard:
    def test_a_page_of_pictures(self, upstream_payloads):
        shape = {"info": harvard.INFO, "records": [harvard.IMAGE]}

        assert differences(upstream_payloads.harvard_images, shape) == ()

    def test_a_picture(self, upstream_payloads):
        assert differences(upstream_payloads.harvard_image, harvard.IMAGE) == ()

    def test_objects(self, upstream_payloads):
        found = {
            text
            for one in upstream_payloads.harvard_objects
            for text in differences(one, harvard.OBJECT)
        }

        assert found == set()


class TestHub:
    def test_a_page_of_files(self, upstream_payloads):
        assert differences(upstream_payloads.hub_files, jhu.PAGE) == ()

    def test_a_file(self, upstream_payloads):
        assert differences(upstream_payloads.hub_file, jhu.IMAGE) == ()
