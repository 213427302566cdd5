import re
from pathlib import Path

import pytest

from carelog.safety.listed import RULES
from carelog.safety.rules import evaluate, rule_for
from carelog.safety.signs import SIGNS_BY_FIELD
from carelog.safety.texts import NOBODY_WATCHES, NOTHING_FIRED, text_for, title_for

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
TITLES = {
    "RF-36": "Call the emergency number now",
    "RF-02": "Call the emergency number now",
    "RF-04": "Call the emergency number now",
    "RF-01": "Call your cancer line now",
    "RF-06": "Call the emergency number now",
    "RF-07": "Call your cancer line today",
    "RF-08": "Call your cancer line now",
    "RF-21": "Call your cancer line now",
    "RF-42": "Call the emergency number now",
    "RF-43": "Call the emergency number now",
    "RF-44": "Call your cancer line today",
    "RF-45": "Call your cancer line now",
    "RF-17": "Call the emergency number now",
    "RF-26": "Call the emergency number now",
    "RF-34": "Call the emergency number now",
    "RF-31": "Call the emergency number now",
    "RF-03": "Call your cancer line today",
    "RF-18": "Call your cancer line today",
    "RF-22": "Call your cancer line today",
    "RF-23": "Call your team today",
    "RF-25": "Call your cancer line today",
    "RF-32": "Call your team today",
    "RF-35": "Call your cancer line today",
    "RF-37": "Call your cancer line today",
}
# "Also never say" of each rule.
NEVER = [
    "chemo",
    "scan date",
    "drink more",
    "walk it off",
    "broken",
    "pain medicine",
    "sleep it off",
    "cut your",
    "osteonecrosis",
    "calcium",
    "blood clot",
    "infection",
    "harmless",
    "wait",
]


def title(rule):
    """Return the title of a rule where every line has a number."""
    return str(title_for(rule.tier, rule.calls, rule.calls))


def whole(rule_id):
    text = text_for(rule_id)
    return f"{title(rule_for(rule_id))}. {text.body} {text.meanwhile}"


def every_text():
    return [*(whole(rule.id) for rule in RULES), str(NOTHING_FIRED), str(NOBODY_WATCHES)]


def flesch_kincaid_grade(text):
    """US school grade; syllables are groups of vowels, without a word list from the network."""
    words = re.findall(r"[a-z]+", text.lower())
    sentences = len(re.findall(r"[.!?]+", text))
    stems = (re.sub(r"(?<=[^aeiouy]{2})e$|(?<=[aeiouy][^aeiouyl])e$", "", word) for word in words)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", stem))) for stem in stems)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_shows_exactly_its_text(rule):
    text = text_for(rule.id)
    assert title(rule) == TITLES[rule.id]
    assert str(text.body)
    assert str(text.meanwhile)


def test_every_tick_leads_to_a_published_text():
    for field, sign in SIGNS_BY_FIELD.items():
        for code in sign.yes:
            assert all(whole(hit.rule_id) for hit in evaluate({field: code})), (field, code)


def test_a_rule_without_a_text_is_an_error_and_not_an_empty_page():
    with pytest.raises(KeyError):
        text_for("RF-99")


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_text_says_a_forbidden_phrase(phrase):
    assert [text for text in every_text() if phrase in text.lower()] == []


@pytest.mark.parametrize("phrase", NEVER)
def test_no_rule_says_what_its_row_forbids(phrase):
    texts = {rule.id: whole(rule.id).lower() for rule in RULES}
    assert [rule_id for rule_id, text in texts.items() if phrase in text] == []


def test_naloxone_is_the_only_medicine_anyone_is_told_to_use_and_only_if_shown_how():
    told = [
        rule.id
        for rule in RULES
        if re.search(r"\b(give|stop|start|skip)\b", whole(rule.id).lower())
    ]
    assert told == ["RF-17"]
    assert "Give naloxone if it is at hand and you were shown how." in whole("RF-17")


@pytest.mark.parametrize("rule_id", ["RF-23", "RF-25"])
def test_a_rule_that_is_about_a_treatment_says_so_in_its_words(rule_id):
    assert "On bone-strengthening treatment, " in str(text_for(rule_id).body)


def test_a_numb_chin_and_a_tight_throat_are_told_of_with_and_without_that_treatment():
    assert str(text_for("RF-23").body).startswith("A numb chin or lip needs a check. ")
    assert str(text_for("RF-26").body).startswith("A seizure or a tight throat is an emergency. ")


def test_the_sentence_when_nothing_fired_is_the_agreed_one():
    assert str(NOTHING_FIRED) == (
        "Saved. CareLog cannot tell if you are well. If you are worried, call your team."
    )


def test_it_is_said_plainly_that_nobody_is_watching():
    assert str(NOBODY_WATCHES) == (
        "Nobody is watching CareLog. It has not told anyone. Please phone."
    )


def test_texts_hold_words_and_never_a_number_to_call():
    assert [text for text in every_text() if re.search(r"\d", text)] == []


def test_every_text_reads_at_grade_8_or_below():
    assert [text for text in every_text() if flesch_kincaid_grade(text) > 8] == []


def test_the_reading_grade_tells_hard_from_easy():
    assert flesch_kincaid_grade("Call now. Lie down.") < 2
    assert (
        flesch_kincaid_grade("Immediate neurosurgical evaluation is unequivocally indicated.") > 12
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_text_says_how_to_get_help_when_it_is_or_becomes_an_emergency(rule):
    words = whole(rule.id)
    assert "emergency department" in words or "emergency number" in words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_title_says_now_or_today_as_its_tier_does(rule):
    assert title(rule).endswith({"E": " now", "T": " today"}[rule.tier])
    # The line of fever says for whom it is now, and for whom today.
    assert ("today" in whole(rule.id)) is (rule.tier == "T" or rule.id == "RF-08")


@pytest.mark.parametrize(
    "reachable", [set(), {"emergency"}, {"team"}, {"cancer_line", "crisis_line"}]
)
def test_a_title_names_no_line_without_a_number(reachable):
    names = {
        "emergency": "emergency number",
        "cancer_line": "cancer line",
        "team": "your team",
    }
    for rule in RULES:
        words = str(title_for(rule.tier, rule.calls, reachable))
        assert {role for role, name in names.items() if name in words} <= reachable, rule.id
        assert words.endswith({"E": " now", "T": " today"}[rule.tier]), rule.id


@pytest.mark.parametrize("rule_id", ["RF-01", "RF-02"])
def test_signs_of_the_cord_say_call_first_and_then_lie_still(rule_id):
    words = str(text_for(rule_id).meanwhile)
    assert words.startswith("Call first. Then lie down, as flat as you can bear, and keep still.")
    assert "Do not travel by yourself." in words


def test_back_pain_alone_says_when_it_cannot_wait_until_tomorrow():
    body = str(text_for("RF-03").body)
    assert (
        "Call now, if there is also weakness, numbness, or trouble with bladder or bowels" in body
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_published_table_in_the_docs_holds_every_text_word_for_word(rule):
    table = Path(__file__).parents[2].joinpath("docs/safety/listed-signs.md").read_text("utf-8")
    text = text_for(rule.id)
    assert f"| {rule.id} | {title(rule)} | {text.body} | {text.meanwhile} |" in table
