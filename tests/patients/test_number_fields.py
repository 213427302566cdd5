"""Height and year of birth are read as every number is."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from carelog.patients.forms import PatientForm

HEIGHT, YEAR = (PatientForm.base_fields[name] for name in ("height_cm", "birth_year"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        *(("172,5", "172.5"), ("172.5", "172.5"), ("172.50", "172.5"), ("1.725 m", "172.5")),
        *(("172 cm", "172"), ("\u0661\u0667\u0662", "172"), ("5 ft 8 in", "172.7")),
        *(("5'8\"", "172.7"), ("172½", "172.5"), ("", None)),
    ],
)
def test_a_height_is_read_however_it_is_typed(typed, stored):
    found = HEIGHT.clean(typed)
    assert found == (Decimal(stored) if stored else None)
    if found:
        assert HEIGHT.clean(HEIGHT.prepare_value(found)) == found


@pytest.mark.parametrize("typed", ["tall", "17.25", "1725", "172 kg", "-172", "1e2", "9" * 5000])
def test_what_is_no_height_is_told_in_our_words(typed):
    with pytest.raises(ValidationError) as refused:
        HEIGHT.clean(typed)
    [words] = refused.value.messages
    assert words.startswith(("Enter a number, such as", "The number must be between 30 and 272"))


@pytest.mark.parametrize(
    ("typed", "year"), [("1958", 1958), ("\uff11\uff19\uff15\uff18", 1958), (" 1,958 ", 1958)]
)
def test_a_year_is_read_however_it_is_typed(typed, year):
    assert YEAR.clean(typed) == year


@pytest.mark.parametrize("typed", ["58", "1958.5", "1899", "nineteen"])
def test_what_is_no_year_is_told_in_our_words(typed):
    with pytest.raises(ValidationError) as refused:
        YEAR.clean(typed)
    assert refused.value.messages[0].startswith(("Enter a whole number", "The number must be"))
