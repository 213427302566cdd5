import pytest

from carelog.logs.models import SymptomsEntry
from carelog.safety.listed import RULES, RULES_VERSION
from carelog.safety.rules import Hit, evaluate, on_screen, rule_for
from carelog.safety.signs import SIGNS_BY_FIELD
from tests.safety.lines import urgent_lines

# A second, literal copy of the published table: tick -> every rule stored, in order.
FIRES = {
    ("back_pain_unspecified", "yes"): ["RF-03"],
    ("band_or_shooting_pain", "yes"): ["RF-01"],
    ("spine_pain_signs", "yes"): ["RF-03"],
    ("limbs_unspecified", "yes"): ["RF-01"],
    ("limb_weakness_new", "yes"): ["RF-01"],
    ("limb_numb_new", "yes"): ["RF-01"],
    ("unsteady_new", "yes"): ["RF-01"],
    ("seat_unspecified", "yes"): ["RF-02"],
    ("bladder_change", "unspecified"): ["RF-02"],
    ("bladder_change", "hard_to_start"): ["RF-02"],
    ("bladder_change", "leaking"): ["RF-02"],
    ("bladder_change", "retention"): ["RF-02"],
    ("bowel_control_loss", "yes"): ["RF-02"],
    ("saddle_numb", "yes"): ["RF-02"],
    ("bone_unspecified", "yes"): ["RF-04"],
    ("sudden_bone_pain", "yes"): ["RF-04"],
    ("cannot_bear_weight", "yes"): ["RF-04"],
    ("confused_unspecified", "yes"): ["RF-06"],
    ("confusion_new", "yes"): ["RF-06"],
    ("fever_unspecified", "yes"): ["RF-08"],
    ("fever_felt", "yes"): ["RF-08"],
    ("shivering", "yes"): ["RF-08"],
    ("feels_unwell", "yes"): ["RF-08"],
    ("chest_unspecified", "yes"): ["RF-36"],
    ("breathless_sudden", "yes"): ["RF-36"],
    ("chest_pain", "yes"): ["RF-36"],
    ("fainted", "yes"): ["RF-36"],
    ("face_neck_arm_swelling", "yes"): ["RF-42"],
    ("head_unspecified", "yes"): ["RF-43"],
    ("head_signs", "yes"): ["RF-43"],
    ("thirst_with_urine", "yes"): ["RF-07"],
    ("hard_to_wake", "yes"): ["RF-17"],
    ("slow_breathing", "yes"): ["RF-17"],
    ("blue_lips", "yes"): ["RF-17"],
    ("seizure", "yes"): ["RF-26"],
    ("throat_tightness", "yes"): ["RF-26"],
    ("irregular_heartbeat", "yes"): ["RF-26"],
    ("bleeding", "heavy"): ["RF-34"],
    ("vomit_blood", "yes"): ["RF-34"],
    ("black_stool", "yes"): ["RF-34"],
    ("cough_blood", "more"): ["RF-34"],
    ("limb_deformity", "yes"): ["RF-04"],
    ("snap_heard", "yes"): ["RF-04"],
    ("cannot_walk_new", "yes"): ["RF-01"],
    ("drowsy_most_of_day", "yes"): ["RF-18"],
    ("hallucinations", "yes"): ["RF-18"],
    ("jerking", "yes"): ["RF-18"],
    ("keep_down_unspecified", "yes"): ["RF-22"],
    ("cannot_keep_fluids_24h", "yes"): ["RF-22"],
    ("steroids_not_kept_down", "yes"): ["RF-45"],
    ("diarrhoea_on_treatment", "yes"): ["RF-44"],
    ("blocked_bowel_signs", "yes"): ["RF-21"],
    ("bleeding_unspecified", "yes"): ["RF-34"],
    ("jaw_pain", "yes"): ["RF-23"],
    ("jaw_swelling_or_pus", "yes"): ["RF-23"],
    ("loose_tooth", "yes"): ["RF-23"],
    ("numb_chin_lip", "yes"): ["RF-23"],
    ("exposed_bone", "yes"): ["RF-23"],
    ("tingling_mouth_fingers", "yes"): ["RF-25"],
    ("muscle_cramps", "yes"): ["RF-25"],
    ("bleeding", "minor"): ["RF-35"],
    ("nosebleed_over_10min", "yes"): ["RF-35"],
    ("new_bruising", "yes"): ["RF-35"],
    ("blood_urine_stool", "yes"): ["RF-35"],
    ("cough_blood", "streaks"): ["RF-35"],
    ("one_limb_swelling", "yes"): ["RF-37"],
    ("fall_head_hit", "yes"): ["RF-31"],
    ("fall_fainted", "yes"): ["RF-31"],
    ("fall_could_not_get_up", "yes"): ["RF-31"],
    ("fall_bad_pain", "yes"): ["RF-31"],
    ("fall_any", "yes"): ["RF-32"],
}
# Columns of the answer sheet that no listed rule looks at.
SILENT = [
    "nausea_or_vomiting",
    "thirst_increased",
    "urine_increased",
    "constipation_new",
    "very_tired_new",
    "appetite_loss_new",
    "swollen_belly",
]


@pytest.mark.parametrize(("tick", "rule_ids"), FIRES.items())
def test_a_single_tick_fires_exactly_its_rules(tick, rule_ids):
    field, code = tick
    assert evaluate({field: code}) == tuple(Hit(rule_id, (tick,)) for rule_id in rule_ids)


def test_the_literal_table_covers_every_code_of_every_sign():
    assert set(FIRES) == {(s.field, code) for s in SIGNS_BY_FIELD.values() for code in s.yes}


@pytest.mark.parametrize(
    "empty", [{}, dict.fromkeys(SIGNS_BY_FIELD), dict.fromkeys(SIGNS_BY_FIELD, "")]
)
def test_unanswered_signs_fire_nothing(empty):
    assert evaluate(empty) == ()


def test_a_no_to_every_sign_fires_nothing():
    assert evaluate({sign.field: sign.no for sign in SIGNS_BY_FIELD.values()}) == ()
    assert evaluate(dict.fromkeys(SIGNS_BY_FIELD, False)) == ()


@pytest.mark.parametrize("other", [None, "", "no", False])
def test_another_answer_never_cancels_a_tick(other):
    answers = {"chest_pain": "yes", "breathless_sudden": other}
    assert evaluate(answers) == (Hit("RF-36", (("chest_pain", "yes"),)),)


def test_true_and_yes_are_the_same_answer():
    assert evaluate({"confusion_new": True}) == evaluate({"confusion_new": "yes"})


def test_one_rule_keeps_every_tick_that_fired_it():
    (hit,) = evaluate({"chest_pain": True, "breathless_sudden": True})
    assert hit.facts == (("chest_pain", "yes"), ("breathless_sudden", "yes"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("chest_pain", "YES"),
        ("chest_pain", 1),
        ("bladder_change", True),
        ("bladder_change", "no"),
        ("bleeding", "much"),
        ("cough_blood", True),
        ("fall_any", "fall"),
    ],
)
def test_an_unknown_answer_fails_loudly_and_is_not_taken_for_a_no(field, value):
    with pytest.raises(ValueError, match=field):
        evaluate({field: value})


def test_fields_that_no_rule_looks_at_are_ignored():
    assert evaluate({"worst_24h": 10, "other": "odd"}) == ()
    assert evaluate(dict.fromkeys(SILENT, True) | {"belly_pain": 10, "mouth_sore_days": 365}) == ()


def test_every_column_of_the_sheet_fires_a_rule_or_is_known_to_be_silent():
    columns = {*SymptomsEntry().answers()}
    assert columns - {*SIGNS_BY_FIELD} == {*SILENT, "belly_pain", "mouth_sore_days"}


def test_rf_02_replaces_rf_01_on_screen_while_both_are_hits():
    hits = evaluate({"saddle_numb": True, "limb_weakness_new": True})
    assert [hit.rule_id for hit in hits] == ["RF-02", "RF-01"]
    assert [hit.rule_id for hit in on_screen(hits)] == ["RF-02"]


def test_rf_01_replaces_rf_03_on_screen_while_both_are_hits():
    hits = evaluate({"band_or_shooting_pain": True, "spine_pain_signs": True})
    assert [hit.rule_id for hit in hits] == ["RF-01", "RF-03"]
    assert [hit.rule_id for hit in on_screen(hits)] == ["RF-01"]


def test_a_bad_fall_replaces_any_fall_on_screen_while_both_are_hits():
    hits = evaluate({"fall_any": True, "fall_head_hit": True, "fall_bad_pain": None})
    assert [hit.rule_id for hit in hits] == ["RF-31", "RF-32"]
    assert [hit.rule_id for hit in on_screen(hits)] == ["RF-31"]


def test_a_fall_without_more_asks_for_a_call_today():
    hits = evaluate({"fall_any": True, "fall_head_hit": False, "fall_fainted": None})
    assert [hit.rule_id for hit in on_screen(hits)] == ["RF-32"]


def test_rf_01_alone_stays_on_screen():
    hits = evaluate({"limb_weakness_new": True})
    assert on_screen(hits) == hits


def test_the_screen_keeps_the_published_order_whatever_order_it_is_given():
    everything = evaluate({sign.field: sign.yes[0] for sign in SIGNS_BY_FIELD.values()})
    shown = [hit.rule_id for hit in on_screen(reversed(everything))]
    now = ["RF-36", "RF-17", "RF-26", "RF-34", "RF-43", "RF-42", "RF-02", "RF-04", "RF-06", "RF-31"]
    now = [*now, "RF-08", "RF-21", "RF-45"]
    assert shown == [*now, "RF-18", "RF-44", "RF-07", "RF-23", "RF-25", "RF-35", "RF-37"]


def test_the_rules_stand_in_the_order_of_the_urgent_page():
    page = list(dict.fromkeys(line.rule_id for line in urgent_lines()))
    assert [rule.id for rule in RULES] == [i for i in page if i in {rule.id for rule in RULES}]


def test_emergency_rules_come_before_all_others():
    tiers = [rule.tier for rule in RULES]
    assert set(tiers) <= {"E", "T"}
    assert tiers == sorted(tiers)


def test_every_named_sign_belongs_to_a_rule():
    assert {field for rule in RULES for field, _codes in rule.signs} == set(SIGNS_BY_FIELD)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_source_a_number_to_call_and_no_sign_off_yet(rule):
    assert rule.source
    assert rule.calls
    assert set(rule.calls) <= {"emergency", "cancer_line", "team"}
    assert (rule.signed_off_by, rule.signed_off_on) == ("", None)


def test_every_emergency_rule_offers_the_emergency_number():
    assert all("emergency" in rule.calls for rule in RULES if rule.tier == "E")


def test_every_rule_for_today_offers_the_cancer_line_and_the_team():
    assert all(set(rule.calls) == {"cancer_line", "team"} for rule in RULES if rule.tier == "T")


def test_the_table_has_a_version_that_warnings_keep():
    assert RULES_VERSION == "listed-5"


def test_every_replaced_rule_exists():
    assert all(rule_for(other) for rule in RULES for other in rule.replaces)


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)
