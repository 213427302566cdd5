import pytest

from carelog.logs.converters import KindConverter
from carelog.logs.models import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_its_slug_in_the_address_and_back(kind):
    converter = KindConverter()
    assert converter.to_url(kind) == converter.to_url(kind.slug) == kind.slug
    assert converter.to_python(kind.slug) is kind


def test_slugs_are_different():
    assert len({kind.slug for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("slug", ["", "Pain", "entry", "painentry", "__class__"])
def test_any_other_word_is_no_kind(slug):
    with pytest.raises(ValueError, match=f"^{slug}$"):
        KindConverter().to_python(slug)
