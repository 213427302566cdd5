from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.units import (
    CELSIUS_PLACES,
    KG_PLACES,
    c_to_f,
    cups_to_ml,
    f_to_c,
    far_from,
    kg_to_lb,
    kg_to_stones,
    lb_to_kg,
    ml_to_cups,
    rounded,
    slip,
    stones_to_kg,
)


def tenths(low, high):
    return st.integers(low * 10, high * 10).map(lambda n: Decimal(n) / 10)


def as_stored(kg):
    return rounded(kg, KG_PLACES)


def test_a_pound_is_the_international_pound():
    assert lb_to_kg(1) == Fraction("0.45359237")
    assert kg_to_lb(Decimal("45.359237")) == 100


def test_eleven_stone_four_is_71_67_kg():
    assert as_stored(stones_to_kg(11, 4)) == Decimal("71.67")


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [("100.4", "38.0"), ("99.5", "37.5"), ("96.8", "36.0"), ("32", "0"), ("-40", "-40")],
)
def test_fever_limits_are_the_same_on_both_scales(fahrenheit, celsius):
    assert f_to_c(Decimal(fahrenheit)) == Fraction(celsius)
    assert c_to_f(Decimal(celsius)) == Fraction(fahrenheit)


@given(tenths(44, 882))
def test_pounds_come_back_from_storage_as_typed(pounds):
    assert rounded(kg_to_lb(as_stored(lb_to_kg(pounds))), 1) == pounds


@given(st.integers(3, 62), st.integers(0, 139).map(lambda n: Decimal(n) / 10))
def test_stones_and_pounds_come_back_from_storage_as_typed(stones, pounds):
    assert kg_to_stones(as_stored(stones_to_kg(stones, pounds))) == (stones, pounds)


@given(tenths(86, 113))
def test_fahrenheit_comes_back_from_storage_as_typed(fahrenheit):
    stored = rounded(f_to_c(fahrenheit), CELSIUS_PLACES)
    assert rounded(c_to_f(stored), 1) == fahrenheit


def test_one_place_in_celsius_would_change_what_was_typed():
    typed = [Decimal(n) / 10 for n in range(860, 1131)]
    shown = [rounded(c_to_f(rounded(f_to_c(f), 1)), 1) for f in typed]
    moved = [abs(a - b) for a, b in zip(typed, shown, strict=True) if a != b]
    assert (len(moved), max(moved)) == (120, Decimal("0.1"))


@given(st.integers(0, 5000).map(lambda n: Decimal(n) / 100))
def test_cups_come_back_from_whole_millilitres_as_typed(cups):
    assert ml_to_cups(int(cups_to_ml(cups))) == cups


def test_a_cup_is_200_ml():
    assert cups_to_ml(Decimal("1.5")) == 300


def test_almost_a_stone_is_shown_as_one_stone_and_no_pounds():
    assert kg_to_stones(lb_to_kg(Decimal("13.96"))) == (1, 0)
    assert kg_to_stones(lb_to_kg(Decimal("13.94"))) == (0, Decimal("13.9"))


@pytest.mark.parametrize(("stones", "pounds"), [(11, 14), (11, -1), (-1, 0)])
def test_stones_and_pounds_that_are_no_weight_are_refused(stones, pounds):
    with pytest.raises(ValueError):
        stones_to_kg(stones, pounds)


def test_a_weight_may_lack_stones_or_pounds():
    assert stones_to_kg(0, Decimal("5.5")) == lb_to_kg(Decimal("5.5"))
    assert stones_to_kg(1) == lb_to_kg(14)
    assert kg_to_stones(0) == (0, 0)


def test_a_negative_weight_has_no_stones():
    with pytest.raises(ValueError):
        kg_to_stones(Decimal("-0.01"))


@pytest.mark.parametrize(
    ("value", "shown"), [("0.25", "0.3"), ("0.35", "0.4"), ("-0.25", "-0.3"), ("0.249", "0.2")]
)
def test_halves_are_rounded_up_as_people_do(value, shown):
    assert rounded(Decimal(value), 1) == Decimal(shown)


def test_a_rounded_number_shows_its_places():
    assert str(rounded(72, 2)) == "72.00"
    assert str(rounded(Fraction(2, 3), 0)) == "1"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("725", "72.5"),
        ("7.25", "72.5"),
        ("400.1", "40.01"),
        ("19.9", "199"),
        ("2", "20"),
        ("4000", "400"),
    ],
)
def test_a_weight_ten_times_off_is_asked_about(typed, meant):
    assert slip(Decimal(typed), 20, 400) == Decimal(meant)


@pytest.mark.parametrize("typed", ["20", "72.5", "400", "0", "1.9", "4001"])
def test_a_weight_in_range_or_hopeless_has_no_better_guess(typed):
    assert slip(Decimal(typed), 20, 400) is None


def test_a_value_in_range_is_asked_about_when_ten_times_the_last():
    assert slip(Decimal(300), 20, 400, last=Decimal(31)) == 30
    assert slip(Decimal(150), 0, 10_000, last=Decimal(1400)) == 1500


@pytest.mark.parametrize("last", [300, 100, 41, Decimal("23.9")])
def test_a_value_in_range_is_left_alone_when_the_last_does_not_speak_against_it(last):
    assert slip(Decimal(300), 20, 400, last=last) is None


def test_a_quarter_around_the_last_is_the_border_of_a_slip():
    assert slip(Decimal(300), 20, 400, last=24) == 30
    assert slip(Decimal(300), 20, 400, last=40) == 30


def test_what_was_meant_never_lies_outside_the_usual_range():
    assert slip(Decimal(150), 20, 400, last=15) is None


def test_nothing_is_asked_when_both_values_are_zero():
    assert slip(Decimal(0), 0, 10_000, last=0) is None


def test_a_meant_value_is_written_out_in_digits():
    assert str(slip(Decimal(7), 20, 400)) == "70"


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError):
        slip(Decimal(7), 400, 20)


@given(st.integers(2000, 40000).map(lambda n: Decimal(n) / 100))
def test_every_usual_weight_typed_without_its_point_is_found_again_or_in_range(kg):
    assert slip(kg * 10, 20, 400) == kg or kg * 10 <= 400


@pytest.mark.parametrize(
    ("kg", "far"), [("88", False), ("88.01", True), ("72", False), ("71.99", True)]
)
def test_more_than_a_tenth_away_is_far(kg, far):
    assert far_from(Decimal(kg), Decimal(80), Decimal("0.1")) is far
