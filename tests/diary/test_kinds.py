import pytest

from carelog.diary.kinds import RECORDED, KindConverter


@pytest.mark.parametrize("kind", RECORDED)
def test_a_kind_is_its_slug_in_the_address_and_back(kind):
    converter = KindConverter()
    assert converter.to_url(kind) == converter.to_url(kind.slug) == kind.slug
    assert converter.to_python(kind.slug) is kind


def test_slugs_are_different():
    assert len({kind.slug for kind in RECORDED}) == len(RECORDED)


@pytest.mark.parametrize("slug", ["", "Pain", "entry", "painentry", "__class__"])
def test_any_other_word_is_no_kind(slug):
    with pytest.raises(ValueError, match=f"^{slug}$"):
        KindConverter().to_python(slug)
