import re

from carelog.clinical.emergency_numbers import EMERGENCY_NUMBERS

# fmt: off
EUROPEAN_UNION = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
]
# fmt: on
# fmt: off
AMBULANCES = {
    "AU": "000", "BR": "192", "CA": "911", "CH": "144", "GB": "999", "IN": "112",
    "JP": "119", "MX": "911", "NO": "113", "NZ": "111", "US": "911", "ZA": "10177",
}
# fmt: on


def test_every_number_is_short_and_made_of_digits():
    for country, entry in EMERGENCY_NUMBERS.items():
        assert re.fullmatch(r"[A-Z]{2}", country)
        assert re.fullmatch(r"\d{3,5}", entry.number), country


def test_every_source_names_an_organisation_a_year_and_an_address():
    for country, entry in EMERGENCY_NUMBERS.items():
        organisation, *_title, year, url = entry.source.split(", ")
        assert organisation, country
        assert re.fullmatch(r"(read )?20\d\d", year), country
        assert re.fullmatch(r"https?://[^\s]+", url), country


def test_all_of_the_european_union_calls_112():
    numbers = {country: EMERGENCY_NUMBERS[country].number for country in EUROPEAN_UNION}
    assert numbers == dict.fromkeys(EUROPEAN_UNION, "112")


def test_the_number_is_the_one_for_an_ambulance():
    assert {country: EMERGENCY_NUMBERS[country].number for country in AMBULANCES} == AMBULANCES


def test_a_country_without_a_source_is_left_out_and_never_guessed():
    assert "XX" not in EMERGENCY_NUMBERS
    assert "AQ" not in EMERGENCY_NUMBERS
