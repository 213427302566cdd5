import pytest

from carelog.safety.rules import RULES, Hit, evaluate, on_screen, rule_for
from carelog.safety.signs import CHECK_IN_SIGNS, SIGNS_BY_FIELD, urgent_lines

# A second, literal copy of the published table: tick -> every rule stored, in order.
FIRES = {
    ("limb_weakness_new", "yes"): ["RF-01"],
    ("limb_numb_new", "yes"): ["RF-01"],
    ("unsteady_new", "yes"): ["RF-01"],
    ("bladder_change", "unspecified"): ["RF-01"],
    ("bladder_change", "hard_to_start"): ["RF-01"],
    ("bladder_change", "leaking"): ["RF-01"],
    ("bladder_change", "retention"): ["RF-02", "RF-01"],
    ("bowel_control_loss", "yes"): ["RF-02", "RF-01"],
    ("saddle_numb", "yes"): ["RF-02"],
    ("cannot_bear_weight", "yes"): ["RF-04"],
    ("confusion_new", "yes"): ["RF-06"],
    ("breathless_sudden", "yes"): ["RF-36"],
    ("chest_pain", "yes"): ["RF-36"],
}


@pytest.mark.parametrize(("tick", "rule_ids"), FIRES.items())
def test_a_single_tick_fires_exactly_its_rules(tick, rule_ids):
    field, code = tick
    assert evaluate({field: code}) == tuple(Hit(rule_id, (tick,)) for rule_id in rule_ids)


def test_the_literal_table_covers_every_code_of_every_sign():
    assert set(FIRES) == {(sign.field, code) for sign in CHECK_IN_SIGNS for code in sign.yes}


@pytest.mark.parametrize(
    "empty", [{}, dict.fromkeys(SIGNS_BY_FIELD), dict.fromkeys(SIGNS_BY_FIELD, "")]
)
def test_unanswered_signs_fire_nothing(empty):
    assert evaluate(empty) == ()


def test_a_no_to_every_sign_fires_nothing():
    assert evaluate({sign.field: sign.no for sign in CHECK_IN_SIGNS}) == ()
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
    [("chest_pain", "YES"), ("chest_pain", 1), ("bladder_change", True), ("bladder_change", "no")],
)
def test_an_unknown_answer_fails_loudly_and_is_not_taken_for_a_no(field, value):
    with pytest.raises(ValueError, match=field):
        evaluate({field: value})


def test_fields_that_no_rule_looks_at_are_ignored():
    assert evaluate({"worst_24h": 10, "thirst_increased": "yes"}) == ()


def test_rf_02_replaces_rf_01_on_screen_while_both_are_hits():
    hits = evaluate({"saddle_numb": True, "limb_weakness_new": True})
    assert [hit.rule_id for hit in hits] == ["RF-02", "RF-01"]
    assert [hit.rule_id for hit in on_screen(hits)] == ["RF-02"]


def test_rf_01_alone_stays_on_screen():
    hits = evaluate({"limb_weakness_new": True})
    assert on_screen(hits) == hits


def test_the_screen_keeps_the_published_order_whatever_order_it_is_given():
    everything = evaluate({sign.field: sign.yes[0] for sign in CHECK_IN_SIGNS})
    shown = [hit.rule_id for hit in on_screen(reversed(everything))]
    assert shown == ["RF-36", "RF-02", "RF-04", "RF-06"]


def test_the_rules_stand_in_the_order_of_the_urgent_page():
    page = list(dict.fromkeys(line.rule_id for line in urgent_lines()))
    assert [rule.id for rule in RULES] == [i for i in page if i in {rule.id for rule in RULES}]


def test_emergency_rules_come_before_all_others():
    tiers = [rule.tier for rule in RULES]
    assert set(tiers) <= {"E", "T"}
    assert tiers == sorted(tiers)


def test_every_sign_of_the_check_in_belongs_to_a_rule():
    assert {field for rule in RULES for field, _codes in rule.signs} == set(SIGNS_BY_FIELD)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_source_a_number_to_call_and_no_sign_off_yet(rule):
    assert rule.source
    assert rule.calls
    assert set(rule.calls) <= {"emergency", "cancer_line", "team"}
    assert (rule.signed_off_by, rule.signed_off_on) == ("", None)


def test_every_emergency_rule_offers_the_emergency_number():
    assert all("emergency" in rule.calls for rule in RULES if rule.tier == "E")


def test_every_replaced_rule_exists():
    assert all(rule_for(other) for rule in RULES for other in rule.replaces)


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)
