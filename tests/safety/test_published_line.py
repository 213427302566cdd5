"""The words of the published lines that are not those of the one list."""

import pytest

from carelog.safety.published import _LINES, PUBLISHED
from tests.safety.test_texts import FORBIDDEN, flesch_kincaid_grade

NAMES = {name for names in PUBLISHED.values() for name in names}
OWN = {name: str(line.line) for name, (_group, line) in _LINES.items() if ", " in name}


def test_a_line_of_our_own_is_shown_by_a_kind_and_says_what_the_list_cannot():
    assert {*OWN} < NAMES


@pytest.mark.parametrize("phrase", [phrase for phrase in FORBIDDEN if phrase != "dose"])
def test_no_line_says_a_forbidden_phrase(phrase):
    assert [name for name, text in OWN.items() if phrase in text.lower()] == []


@pytest.mark.parametrize("name", OWN)
def test_a_line_is_easy_to_read(name):
    assert flesch_kincaid_grade(OWN[name]) <= 8
