from decimal import Decimal
from fractions import Fraction

import pytest

from carelog.clinical.change import direction, enough, lower_by, mcid

CASES = [
    (8, 6, "possibly better"),
    (6, 4, "better"),
    (3, 2, "possibly better"),
    (7, 5, "possibly better"),
    (5, 5, "no clear change"),
    (4, 6, "worse"),
    (0, 2, "worse"),
    (10, 7, "better"),
    (6.5, 4.6, "no clear change"),
    (6.0, 4.2, "possibly better"),
]


@pytest.mark.parametrize(("before", "after", "verdict"), CASES)
def test_each_worked_case_has_its_verdict(before, after, verdict):
    assert mcid(before, after) == verdict


@pytest.mark.parametrize(("before", "after", "verdict"), CASES)
def test_decimals_are_read_as_floats_are(before, after, verdict):
    assert mcid(Decimal(str(before)), Decimal(str(after))) == verdict


def test_a_mean_of_sevenths_is_compared_exactly():
    assert mcid(Fraction(30, 7), Fraction(21, 7)) == "possibly better"


@pytest.mark.parametrize(
    ("before", "after", "said", "verdict"),
    [
        ("7", "126/25", ("2.0", "28.0"), "possibly better"),
        ("5", "348/50", ("-2.0", "-39.2"), "worse"),
        ("7", "507/100", ("1.9", "27.6"), "no clear change"),
        ("30/7", "301/100", ("1.3", "29.8"), "no clear change"),
        ("2", "1402/1000", ("0.6", "29.9"), "no clear change"),
        ("2", "14009/10000", ("0.6", "30.0"), "possibly better"),
    ],
)
def test_the_verdict_is_of_the_change_that_is_said(before, after, said, verdict):
    before, after = Fraction(before), Fraction(after)
    assert tuple(map(str, lower_by(before, after))) == said
    assert mcid(before, after) == verdict


def test_one_point_up_is_no_clear_change():
    assert mcid(4, 5) == "no clear change"


def test_from_no_pain_to_no_pain_is_no_clear_change():
    assert mcid(0, 0) == "no clear change"


@pytest.mark.parametrize(
    ("after", "way"),
    [("7/2", "lower"), ("351/100", "same"), (4, "same"), ("449/100", "same"), ("9/2", "higher")],
)
def test_half_a_point_of_ten_is_the_least_change_of_a_score(after, way):
    assert direction(Fraction(4), Fraction(after), scale=10) == way


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [(20, 19, "lower"), (100, 96, "same"), (0, 0, "same"), (0, 1, "higher"), (20, 21, "higher")],
)
def test_a_twentieth_of_what_it_was_is_the_least_change_of_an_amount(before, after, way):
    assert direction(before, after) == way


@pytest.mark.parametrize(
    ("needed", "window"), [(4, 7), (15, 30), (45, 90), (1, 1), (8, 15), (183, 365)]
)
def test_enough_starts_at_the_agreed_count(needed, window):
    assert enough(needed, window)
    assert not enough(needed - 1, window)
