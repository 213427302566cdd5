"""The one reader of numbers."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.numbers import Unclear, clear, read_number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("72.5", "72.5"),
        ("72,5", "72.5"),
        ("  72,5 ", "72.5"),
        ("\u00a072.5\u2009", "72.5"),
        ("0", "0"),
        ("007", "7"),
        ("-1,5", "-1.5"),
        ("\u22121.5", "-1.5"),
        ("1234", "1234"),
        ("1,2340", "1.234"),
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("100\u2009200", "100200"),
        ("100,200.5", "100200.5"),
        ("1 000,05", "1000.05"),
        ("1,000.05", "1000.05"),
        ("1.000,05", "1000.05"),
        ("100.200,5", "100200.5"),
        ("12.50", "12.5"),
        *(("72.", "72"), (",5", "0.5"), (".5", "0.5"), ("+1", "1")),
        *(
            ("\u0667\u0662\u066b\u0665", "72.5"),
            ("\u096d\u0968", "72"),
            ("\uff17\uff12\uff0e\uff15", "72.5"),
        ),
        *(("1'234.5", "1234.5"), ("1\u2019234", "1234"), ("1\u066c234", "1234")),
        *(("1,234,567", "1234567"), ("1.234.567", "1234567"), ("12,34,567.5", "1234567.5")),
        ("1 234\u00a0567", "1234567"),
        ("123456789012", "123456789012"),
    ],
)
def test_a_number_is_read_with_comma_or_point(typed, read):
    assert read_number(typed) == Decimal(read)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u2009", "\u202f"])
def test_thousands_may_stand_apart_by_one_kind_of_space(space):
    assert read_number(f"1{space}234{space}567,5") == Decimal("1234567.5")


def test_the_last_of_two_signs_is_the_decimal_sign():
    assert read_number("1,234.5") == read_number("1.234,5") == Decimal("1234.5")


@pytest.mark.parametrize("typed", ["1,234", "1.234", "-1,234", "72.500", "100,200"])
def test_a_sign_before_three_digits_could_mean_thousands_and_both_are_told(typed):
    with pytest.raises(Unclear, match="thousands") as caught:
        read_number(typed)
    small, large = caught.value.readings
    assert large == 1000 * small
    assert small == Decimal(typed.replace(",", "."))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(("½", "1/2"), ("1½", "3/2"), ("1 ½", "3/2"), ("¾", "3/4"), ("-½", "-1/2")),
        *(("1/2", "1/2"), ("1 1/2", "3/2"), ("2 / 3", "2/3"), ("1\u20442", "1/2")),
    ],
)
def test_parts_of_one_are_read(typed, read):
    assert read_number(typed) == Fraction(read)


@pytest.mark.parametrize("typed", ["120/80", "1/7", "3/2", "1/0", "2 ½ ½", "½ 1", "1.5/2"])
def test_what_only_looks_like_a_part_is_refused(typed):
    with pytest.raises(ValueError):
        read_number(typed)


@given(st.decimals(0, 999_999, places=3))
def test_a_number_that_is_made_clear_is_read_as_itself(number):
    assert read_number(clear(f"{number:f}")) == number


@pytest.mark.parametrize("typed", ["1234567890123", "123456789012.5", "0" * 13, "9" * 100_000])
def test_more_than_twelve_digits_are_refused(typed):
    with pytest.raises(ValueError, match="12 digits"):
        read_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "-", ".", "7 2", "72 5", "12 34,5", "1 23", "1 2345", "0 234"),
        *(
            "1,23.4",
            "1.2.3",
            "1,2,3",
            "1,234,5",
            "1 234,567.8",
            "1234 567",
            "1234,567.8",
            "1234.567,8",
            "--1",
            "+-1",
        ),
        *("NaN", "nan", "sNaN", "Infinity", "inf", "1e3", "1E-3", "0x1F", "1_000", "72 kg"),
        *("72.5\n7", "10\u00b2", "11'4", "①", "Ⅷ"),
    ],
)
def test_what_is_no_clear_number_is_refused(typed):
    with pytest.raises(ValueError):
        read_number(typed)


def test_nothing_is_not_negative():
    assert str(read_number("-0")) == "0"


@given(st.decimals(-9999, 9999, places=2), st.sampled_from(".,"))
def test_a_number_written_out_is_read_as_it_was(number, sign):
    assert read_number(str(number).replace(".", sign)) == number


@given(st.integers(1000, 10**9), st.sampled_from("., \u202f"), st.sampled_from(".,"))
def test_a_number_in_groups_is_the_number_without_them(number, group, sign):
    typed = f"{number:,}".replace(",", group) + sign + "25"
    if group == sign:
        with pytest.raises(ValueError):
            read_number(typed)
    else:
        assert read_number(typed) == number + Decimal("0.25")


@given(st.text(alphabet="0123456789.,' \u00a0\u2212eNa", max_size=20))
def test_any_text_is_refused_or_keeps_every_digit_typed(text):
    with suppress(ValueError):
        number = read_number(text)
        typed = "".join(sign for sign in text if sign.isdigit())
        assert abs(number).scaleb(-number.as_tuple().exponent) == int(typed)
