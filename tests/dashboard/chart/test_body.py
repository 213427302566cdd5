"""The picture of the body: each place that can be drawn is, with its digit and its colour."""

import re

import pytest

from carelog.dashboard.chart.body import body
from carelog.logs.body_map import GROUPS


def drawn(shown: dict) -> str:
    """Return the picture of some numbers."""
    return body(shown, uid="b", label="Where", description="hip 4")


def words(svg: str) -> list[str]:
    """Return what is written in the places of a picture."""
    return re.findall(r'var\(--h-ink\)">([^<]*)<', svg)


@pytest.mark.parametrize(
    ("number", "fill", "said"),
    [(0, "--h0", "0"), (4, "--h1", "4"), (5, "--h2", "5"), (10, "--h3", "10"), (None, "--h0", "•")],
)
def test_a_number_is_a_colour_and_a_digit(number, fill, said):
    svg = drawn({"sternum.middle": number})
    assert words(svg) == [said]
    assert svg.count(f'fill="var({fill})"') == 1


def test_every_place_that_can_be_chosen_is_drawn_but_the_other_one():
    codes = [place.code for _heading, places in GROUPS for place in places]
    assert [code for code in codes if not drawn({code: 3})] == ["other.not_sure"]


def test_both_sides_are_two_regions_and_the_higher_number_of_a_region_stands():
    assert words(drawn({"rib.both": 5})) == ["5"] * 4
    assert words(drawn({"rib.both": 5, "rib.left": 7, "rib.right": None})) == ["5", "7", "7", "5"]
    assert words(drawn({"sternum.left": 2})) == ["2"]
    assert drawn({"hip.not_sure": 2, "other.not_sure": 9}) == ""


def test_it_has_a_name_and_its_words():
    svg = drawn({"hip.left": 4})
    assert '<title id="b-title">Where</title><desc id="b-desc">hip 4</desc>' in svg
    assert "style=" not in svg
