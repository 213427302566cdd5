import pytest

from carelog.clinical.pain import band, daily_worst


@pytest.mark.parametrize(
    ("score", "word"),
    [
        (0, "none"),
        (1, "mild"),
        (4, "mild"),
        (5, "moderate"),
        (6, "moderate"),
        (7, "severe"),
        (10, "severe"),
    ],
)
def test_each_score_has_its_word(score, word):
    assert band(score) == word


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(ValueError):
        band(score)


@pytest.mark.parametrize(
    ("worst", "now", "expected"),
    [(6, 3, 6), (3, 6, 6), (None, 2, 2), (5, None, 5), (0, None, 0), (None, 0, 0)],
)
def test_the_worse_score_stands_for_the_entry(worst, now, expected):
    assert daily_worst(worst, now) == expected


def test_no_score_is_not_zero():
    assert daily_worst(None, None) is None
