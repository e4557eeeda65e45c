from gallery.catalog.models import Image


class TestImage:
    def test_has_a_page_of_its_own(self):
        image = Image(provider="harvard", identifier=130722)

        assert image.get_absolute_url() == "/images/harvard/130722/"

    def test_is_named_by_provider_number_and_label(self):
        assert str(Image(provider="jhu", identifier=7, title="Powwow")) == "jhu/7 Powwow"
