import re

import pytest

from carelog.safety.rules import RULES
from carelog.safety.signs import (
    BLADDER_CHANGES,
    CHECK_IN_SIGNS,
    OTHER_SIGNS,
    SIGNS_BY_FIELD,
    URGENT_GROUPS,
    urgent_lines,
)

TEN = [
    "limb_weakness_new",
    "limb_numb_new",
    "unsteady_new",
    "bladder_change",
    "bowel_control_loss",
    "saddle_numb",
    "cannot_bear_weight",
    "confusion_new",
    "breathless_sudden",
    "chest_pain",
]
EMERGENCY = {1, 2, 4, 6, 8, 16, 17, 21, 26, 28, 31, 34, 36}
CALL_TODAY = {18, 22, 23, 25, 29, 32, 35, 37}
FORBIDDEN = [
    "you have",
    "diagnos",
    "safe to",
    "no need to",
    "fine",
    "emergency room",
    "wait and",
    "take ",
    "dose",
]


def test_the_check_in_asks_ten_signs_in_this_order():
    assert [sign.field for sign in CHECK_IN_SIGNS] == TEN


@pytest.mark.parametrize("sign", CHECK_IN_SIGNS, ids=lambda sign: sign.field)
def test_a_sign_fits_one_line_and_names_the_page_that_explains_it(sign):
    assert 0 < len(str(sign.label)) <= 50
    assert str(sign.said)[0].islower()
    assert sign.page == "red-flags"


def test_a_no_is_never_a_code_that_counts_as_ticked():
    assert all(sign.no not in sign.yes for sign in CHECK_IN_SIGNS)


def test_a_bare_bladder_tick_has_its_own_code():
    assert SIGNS_BY_FIELD["bladder_change"].yes == tuple(code for code, _ in BLADDER_CHANGES)
    assert "unspecified" in SIGNS_BY_FIELD["bladder_change"].yes


def test_the_urgent_page_carries_every_listed_rule():
    by_tier = {"E": set(), "T": set()}
    for line in urgent_lines():
        by_tier[line.tier].add(int(line.rule_id.removeprefix("RF-")))
    assert by_tier == {"E": EMERGENCY, "T": CALL_TODAY}


def test_the_urgent_page_begins_with_emergencies_and_ends_with_calls_for_today():
    assert [group.tier for group in URGENT_GROUPS] == ["E", "E", "T"]
    assert all(line.tier == group.tier for group in URGENT_GROUPS for line in group.lines)


def test_lines_of_one_rule_stand_together():
    ids = [line.rule_id for line in urgent_lines()]
    runs = [i for i, previous in zip(ids, [None, *ids], strict=False) if i != previous]
    assert len(runs) == len(set(ids))


def test_each_sign_of_the_check_in_stands_on_the_urgent_page_once_in_the_same_words():
    asked = [str(line.line) for line in urgent_lines() if line.asked]
    assert sorted(asked) == sorted(str(sign.label) for sign in CHECK_IN_SIGNS)


def test_a_sign_stands_under_a_rule_that_it_fires():
    fired = {(rule.id, str(SIGNS_BY_FIELD[f].label)) for rule in RULES for f, _ in rule.signs}
    assert {(line.rule_id, str(line.line)) for line in urgent_lines() if line.asked} <= fired


def test_other_signs_are_those_the_check_in_does_not_ask():
    assert not any(line.asked for line in OTHER_SIGNS)
    assert len(OTHER_SIGNS) + len(TEN) == len(list(urgent_lines()))


def test_a_group_offers_the_numbers_its_rules_offer():
    calls = {line.rule_id: group.calls for group in URGENT_GROUPS for line in group.lines}
    assert all(calls[rule.id][0] == rule.calls[0] for rule in RULES)


def test_the_fever_line_points_to_the_card_of_the_team_and_gives_no_figure():
    (line,) = [str(line.line) for line in urgent_lines() if line.rule_id == "RF-08"]
    assert "follow the card your team gave you" in line
    assert not re.search(r"\d", line)


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_line_says_a_forbidden_phrase(phrase):
    lines = [str(line.line) for line in urgent_lines()]
    headings = [str(group.heading) for group in URGENT_GROUPS]
    assert [text for text in lines + headings if phrase in text.lower()] == []
