"""Falls: what the safety rules are told of one, and what is never told."""

import pytest
import time_machine

from carelog.entries import words
from carelog.logs.forms import form_for
from carelog.logs.models import FallEntry
from carelog.safety.rules import evaluate
from tests import cast, kinds


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def fell(record, **typed):
    """Fill in the form, with nothing in it but what is told."""
    blank = dict.fromkeys(kinds.TYPED[FallEntry], "")
    data = kinds.typed(FallEntry) | blank | typed
    return form_for(FallEntry)(data, instance=FallEntry(patient=record, zone=record.zone))


def test_a_fall_tells_all_that_was_answered():
    fall = FallEntry(
        kind="fall", head_hit=True, fainted=False, could_get_up=False, bad_pain_after=True
    )
    assert fall.answers() == {
        "fall_any": True,
        "fall_head_hit": True,
        "fall_fainted": False,
        "fall_could_not_get_up": True,
        "fall_bad_pain": True,
    }


def test_what_is_unanswered_is_told_as_unanswered_and_never_as_no():
    told = FallEntry(kind="fall").answers()
    assert told.pop("fall_any") is True
    assert set(told.values()) == {None}


@pytest.mark.parametrize("bad", [True, False, None])
def test_bad_pain_is_what_was_ticked_and_no_number_is_compared(bad):
    fall = FallEntry(kind="fall", bad_pain_after=bad, pain_after=10)
    assert fall.answers()["fall_bad_pain"] is bad


def test_a_number_given_before_is_kept_and_shown_and_no_longer_asked(access):
    fall = kinds.keep(access, FallEntry, kind="fall", pain_after=8)
    assert ("How bad was the pain afterwards?", "8") in [
        (line.label, line.value) for line in words.answered(fall)
    ]
    assert "pain_after" not in form_for(FallEntry).base_fields


def test_getting_up_by_oneself_is_told_the_other_way_round():
    assert FallEntry(kind="fall", could_get_up=True).answers()["fall_could_not_get_up"] is False


def test_a_near_fall_tells_all_its_answers_but_is_no_fall():
    near = FallEntry(kind="near_fall", head_hit=True, fainted=True, could_get_up=False)
    assert near.answers() == {
        "fall_any": None,
        "fall_head_hit": True,
        "fall_fainted": True,
        "fall_could_not_get_up": True,
        "fall_bad_pain": None,
    }


@pytest.mark.parametrize("kind", ["fall", "near_fall"])
@pytest.mark.parametrize(
    "said",
    [{"head_hit": True}, {"fainted": True}, {"could_get_up": False}, {"bad_pain_after": True}],
)
def test_each_bad_answer_is_an_emergency_whatever_kind_it_was(kind, said):
    assert "RF-31" in [hit.rule_id for hit in evaluate(FallEntry(kind=kind, **said).answers())]


def test_a_near_fall_without_more_raises_nothing():
    near = FallEntry(kind="near_fall", head_hit=False, could_get_up=True, bad_pain_after=False)
    assert evaluate(near.answers()) == ()


def test_the_answers_of_the_form_are_what_the_rules_are_told(record):
    form = fell(record, kind="fall", could_get_up="no", head_hit="yes", bad_pain_after="yes")
    assert form.is_valid(), form.errors
    said = {name for name, value in form.instance.answers().items() if value}
    assert said == {"fall_any", "fall_head_hit", "fall_could_not_get_up", "fall_bad_pain"}


def test_what_happened_is_the_only_thing_that_must_be_said(record):
    assert set(fell(record, place="stairs").errors) == {"kind"}
    assert fell(record, kind="near_fall").is_valid()


def test_an_unknown_kind_is_refused(record):
    assert "kind" in fell(record, kind="trip").errors


def test_one_line_says_what_happened_and_where():
    fall = FallEntry(kind="near_fall", place="bathroom", pain_after=0, injury="a graze")
    assert words.in_short(fall) == "a near fall, in the bathroom, pain afterwards 0, a graze"
    later = FallEntry(kind="fall", place="bathroom", bad_pain_after=True)
    assert words.in_short(later) == "a fall, in the bathroom, bad pain"
