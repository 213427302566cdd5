import re

import pytest

from carelog.logs.models import SymptomsEntry
from carelog.logs.sign_groups import PARTS, SIGNS
from carelog.safety.rules import RULES
from carelog.safety.signs import (
    CHECK_IN_SIGNS,
    FALL_SIGNS,
    MORE_SIGNS,
    SIGNS_BY_FIELD,
)
from carelog.safety.urgent import URGENT_GROUPS, groups_for
from education import stop_and_call
from education.signs import WORDS
from tests.safety.lines import urgent_lines

LINES = [
    "back_pain_unspecified",
    "limbs_unspecified",
    "seat_unspecified",
    "bone_unspecified",
    "confused_unspecified",
    "fever_unspecified",
    "chest_unspecified",
    "face_neck_arm_swelling",
    "head_unspecified",
    "thirst_with_urine",
    "keep_down_unspecified",
    "bleeding_unspecified",
]
EMERGENCY = {1, 2, 4, 6, 8, 16, 17, 21, 26, 28, 31, 34, 36, 42, 43, 45}
CALL_TODAY = {3, 5, 7, 18, 22, 23, 25, 29, 32, 35, 37, 44}
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


def test_the_check_in_asks_these_lines_in_this_order():
    assert [sign.field for sign in CHECK_IN_SIGNS] == LINES


def test_a_line_is_asked_with_its_parts():
    parts = {sign.field: tuple(part.field for part in sign.parts) for sign in CHECK_IN_SIGNS}
    assert parts == PARTS


def test_the_sheet_of_signs_begins_with_the_same_lines_and_their_parts():
    asked = [part.field for sign in CHECK_IN_SIGNS for part in (sign, *sign.parts)]
    assert list(SIGNS) == asked


def test_no_line_asks_for_what_is_new_alone():
    labels = [str(sign.label) for sign in CHECK_IN_SIGNS]
    assert [label for label in labels if "new" in label.lower()] == []


def test_every_other_sign_is_a_column_of_the_sheet_or_an_answer_of_a_fall():
    columns = set(SymptomsEntry.own_fields())
    assert {sign.field for sign in MORE_SIGNS} <= columns - {*SIGNS}
    assert {sign.field for sign in FALL_SIGNS} == {
        "fall_head_hit",
        "fall_fainted",
        "fall_could_not_get_up",
        "fall_bad_pain",
        "fall_any",
    }


@pytest.mark.parametrize("field", ["self_harm", "feels_unsafe"])
def test_private_answers_are_no_part_of_the_sheet_or_of_a_listed_sign(field):
    assert field not in SymptomsEntry.own_fields()
    assert field not in SIGNS_BY_FIELD


@pytest.mark.parametrize(
    ("field", "code", "words"),
    [
        ("chest_pain", "yes", "chest pain, new or getting worse"),
        ("bleeding", "heavy", "heavy bleeding"),
        ("bleeding", "minor", "a little bleeding"),
        ("cough_blood", "streaks", "streaks of blood when you cough"),
    ],
)
def test_a_sign_says_how_much_where_that_was_asked(field, code, words):
    assert SIGNS_BY_FIELD[field].words(code) == words


def test_a_tick_fits_three_lines_of_a_phone():
    for field, sign in SIGNS_BY_FIELD.items():
        assert 0 < len(str(sign.label)) <= 95, field
        assert str(sign.said)[0].islower(), field


def test_a_no_is_never_a_code_that_counts_as_ticked():
    assert all(sign.no not in sign.yes for sign in SIGNS_BY_FIELD.values())


def test_every_code_of_a_column_counts_as_ticked_or_as_a_no():
    for sign in (*CHECK_IN_SIGNS, *MORE_SIGNS):
        codes = [code for code, _ in SymptomsEntry._meta.get_field(sign.field).choices or []]
        assert set(codes or ["yes", "no"]) == {*sign.yes, sign.no}, sign.field


def test_a_bare_bladder_tick_has_its_own_code():
    assert "unspecified" in SIGNS_BY_FIELD["bladder_change"].yes


def test_the_urgent_page_carries_every_listed_rule():
    by_tier = {"E": set(), "T": set()}
    for line in urgent_lines():
        by_tier[line.tier].add(int(line.rule_id.removeprefix("RF-")))
    assert by_tier == {"E": EMERGENCY, "T": CALL_TODAY}


# Lines of the urgent page that no tick fires, each with its reason.
WITHOUT_A_TICK = {
    "RF-05": "the place form asks what makes a pain worse, and concludes nothing from it",
    "RF-16": "asked with medicines: what the label allows is typed there",
    "RF-28": "asked beside the questions on mood, and seen by nobody else",
    "RF-29": "asked beside the questions on mood, and seen by nobody else",
}


def test_every_line_of_the_urgent_page_has_a_tick_or_a_reason():
    fires = {rule.id for rule in RULES}
    assert {line.rule_id for line in urgent_lines()} - fires == {*WITHOUT_A_TICK}


def test_the_urgent_page_begins_with_emergencies_and_ends_with_calls_for_today():
    assert [group.tier for group in URGENT_GROUPS] == ["E", "E", "T"]
    assert all(line.tier == group.tier for group in URGENT_GROUPS for line in group.lines)


def test_lines_of_one_rule_stand_together():
    ids = [line.rule_id for line in urgent_lines()]
    runs = [i for i, previous in zip(ids, [None, *ids], strict=False) if i != previous]
    assert len(runs) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_fires_a_rule_stands_on_its_line_in_the_words_of_the_tick(rule):
    # Or on the line of the rule that is shown in its place.
    rules = [rule.id, *(other.id for other in RULES if rule.id in other.replaces)]
    lines = " ".join(str(stop_and_call.LINES[one].text) for one in rules).lower()
    # A line with parts stands there part by part.
    told = [(field, codes) for field, codes in rule.signs if not PARTS.get(field)]
    for field, codes in told or rule.signs:
        words = {str(WORDS[field].below), *(str(WORDS[field].of(code)) for code in codes)}
        assert [said for said in words if said in lines], field


@pytest.mark.parametrize("reachable", [set(), {"team"}, {"emergency"}, {"cancer_line", "team"}])
def test_on_a_records_own_page_no_heading_names_a_line_without_a_number(reachable):
    words = " ".join(str(group.heading) for group in groups_for(reachable))
    names = {"cancer line": "cancer_line", "your team": "team", "emergency number": "emergency"}
    assert [name for name, role in names.items() if name in words and role not in reachable] == []


def test_every_listed_rule_stands_on_the_page_under_its_own_tier():
    tiers = {line.rule_id: line.tier for line in urgent_lines()}
    assert {rule.id: rule.tier for rule in RULES}.items() <= tiers.items()


def test_a_group_offers_the_numbers_its_rules_offer():
    calls = {line.rule_id: group.calls for group in URGENT_GROUPS for line in group.lines}
    assert all(calls[rule.id][0] == rule.calls[0] for rule in RULES if rule.tier == "E")
    assert all(set(calls[rule.id]) == set(rule.calls) for rule in RULES if rule.tier == "T")


def test_the_fever_line_points_to_the_card_of_the_team_and_gives_no_figure():
    (line,) = [str(line.line) for line in urgent_lines() if line.rule_id == "RF-08"]
    assert "follow the card your team gave you" in line
    assert not re.search(r"\d", line)


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_line_says_a_forbidden_phrase(phrase):
    lines = [str(line.line) for line in urgent_lines()]
    headings = [str(group.heading) for group in URGENT_GROUPS]
    assert [text for text in lines + headings if phrase in text.lower()] == []


def test_what_is_asked_under_a_question_stands_in_what_is_told_of_it():
    assert [w.told for w in WORDS.values() if str(w.below) not in str(w.told)] == []


def test_an_answer_to_how_much_stands_in_what_is_told_of_it():
    amounts = [(code, one) for words in WORDS.values() for code, one in words.amounts]
    bare = [code for code, one in amounts if str(one.chip) not in str(one.told)]
    assert bare == ["unspecified"]
