import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clinical.scores import SUBSCORE_POSITIVE_FROM, TOTAL_BORDERS, Phq4, phq4

FIELDS = ("phq4_nervous", "phq4_worry", "phq4_interest", "phq4_down")


def sheet(*answers):
    return dict(zip(FIELDS, answers, strict=True))


def test_worry_and_low_mood_are_summed_apart():
    assert phq4(sheet(1, 2, 0, 1)) == Phq4(gad2=3, phq2=1, total=4)


def test_the_highest_sheet_is_twelve():
    assert phq4(sheet(3, 3, 3, 3)) == Phq4(6, 6, 12)


def test_no_to_everything_is_zero_and_not_missing():
    assert phq4(sheet(0, 0, 0, 0)) == Phq4(0, 0, 0)


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_item_takes_its_own_sub_score_and_the_total(field):
    scores = phq4(sheet(1, 1, 1, 1) | {field: None})
    assert (scores.gad2 is None) == (field in FIELDS[:2])
    assert (scores.phq2 is None) == (field in FIELDS[2:])
    assert scores.total is None


def test_a_field_that_is_not_there_is_missing():
    assert phq4({"phq4_interest": 2, "phq4_down": 1}) == Phq4(None, 3, None)


def test_the_order_of_the_fields_does_not_matter():
    answers = sheet(3, 2, 1, 0)
    assert phq4(dict(reversed(answers.items()))) == phq4(answers) == Phq4(5, 1, 6)


def test_other_fields_of_the_sheet_are_left_aside():
    assert phq4(sheet(1, 1, 1, 1) | {"distress": 9}).total == 4


@pytest.mark.parametrize("answer", [-1, 4, 1.5])
def test_an_answer_outside_the_scale_is_refused(answer):
    with pytest.raises(ValueError):
        phq4({"phq4_worry": answer})


def test_the_borders_are_those_published():
    assert SUBSCORE_POSITIVE_FROM == 3
    assert TOTAL_BORDERS == (3, 6, 9)


@given(st.tuples(*[st.integers(0, 3)] * 4))
def test_the_total_is_the_sum_of_both_halves(answers):
    scores = phq4(sheet(*answers))
    assert scores.total == scores.gad2 + scores.phq2 == sum(answers)
