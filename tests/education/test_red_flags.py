import pytest

from education import temperature
from education.pages import get_page

NOW = (1, 2, 4, 6, 8, 9, 16, 17, 21, 26, 28, 31, 34, 36, 42, 43, 45)
TODAY = (
    3, 5, 7, 10, 11, 12, 13, 14, 15, 18, 19, 20, 22, 23, 25, 27, 29, 30, 32, 33, 35, 37, 38, 40, 41,
    44,
)  # fmt: skip
NOW_HTML, TODAY_HTML = get_page("red-flags").body_html.split("<h2>Call today if</h2>")


@pytest.mark.parametrize("number", NOW)
def test_a_sign_for_now_stands_under_call_now(number):
    assert f'id="rf-{number:02}"' in NOW_HTML


@pytest.mark.parametrize("number", TODAY)
def test_a_sign_for_today_stands_under_call_today(number):
    assert f'id="rf-{number:02}"' in TODAY_HTML


def test_no_other_rule_is_marked():
    assert set(get_page("red-flags").rules) == {f"RF-{number:02}" for number in NOW + TODAY}


def test_every_listed_sign_is_marked_so_that_a_warning_can_link_to_it():
    signs = NOW_HTML.split("<h2>Stop and call now if</h2>")[1] + TODAY_HTML.split("<h2>")[0]
    assert signs.count("<li ") > 30
    assert signs.count("<li>") == 0


def test_fever_is_written_in_both_units_in_the_text_that_answers_a_temperature():
    rules = get_page("red-flags").rules
    assert rules["RF-09"] == str(temperature.ON_TREATMENT)
    assert rules["RF-10"] == str(temperature.OTHERWISE)
    for figure in ("37.5 °C (99.5 °F) or more", "below 36.0 °C (96.8 °F) and ill"):
        assert figure in rules["RF-09"]
    assert "38.0 °C (100.4 °F) or more" in rules["RF-10"]


def test_naloxone_is_only_for_those_who_were_shown_how():
    text = get_page("red-flags").rules["RF-17"].replace("\n", " ")
    assert "if you have it and were shown how" in text


def test_nothing_on_the_list_is_not_called_well():
    body = get_page("red-flags").body_html.replace("\n", " ")
    assert "does not mean that all is well" in body
