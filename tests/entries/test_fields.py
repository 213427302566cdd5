from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from carelog.diary.kinds import RECORDED, fill_in
from carelog.entries.fields import ScoreField, WallTimeField, YesNoField
from carelog.logs.forms import PlaceForm

GOOD = {
    "2026-03-02T12:30": datetime(2026, 3, 2, 12, 30),
    "2026-03-02T12:30:59": datetime(2026, 3, 2, 12, 30),
    "2026-03-02 12:30": datetime(2026, 3, 2, 12, 30),
    " 2026-03-02T12:30 ": datetime(2026, 3, 2, 12, 30),
    "1900-01-01T00:00": datetime(1900, 1, 1),
    "2100-12-31T23:59": datetime(2100, 12, 31, 23, 59),
    "2026-03-29T02:30": datetime(2026, 3, 29, 2, 30),
}
BAD = (
    *("yesterday", "2026-13-01T00:00", "2026-02-30T00:00", "2026-03-02", "12:30"),
    *("1899-12-31T23:59", "2101-01-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59"),
    *("2026-03-02T12:30Z", "2026-03-02T12:30+02:00", "\0", "9" * 5000, "2026-03-02T12:30\0"),
)


@pytest.mark.parametrize(("typed", "wall"), GOOD.items())
def test_a_wall_time_is_read_to_the_minute(typed, wall):
    assert WallTimeField().clean(typed) == wall


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_wall_time_is_refused(typed):
    with pytest.raises(ValidationError, match="Enter a date and a time"):
        WallTimeField().clean(typed)


def test_a_wall_time_is_needed_unless_it_is_optional():
    with pytest.raises(ValidationError):
        WallTimeField().clean("")
    assert WallTimeField(required=False).clean("") is None


@pytest.mark.parametrize(("typed", "changed"), [("2026-03-02T12:30", False), ("12:31", True)])
def test_a_wall_time_knows_whether_it_was_changed(typed, changed):
    assert WallTimeField().has_changed(datetime(2026, 3, 2, 12, 30), typed) is changed


@pytest.mark.parametrize("score", range(11))
def test_a_score_is_a_number_of_the_pad(score):
    assert ScoreField(ends=("none", "most")).clean(str(score)) == score


@pytest.mark.parametrize("typed", ["11", "-1", "5.0", "NaN", "05", "five", "1e1", "\0", "٥"])
def test_what_is_not_on_the_pad_is_refused(typed):
    with pytest.raises(ValidationError):
        ScoreField(ends=("none", "most")).clean(typed)


def test_zero_is_a_score_and_nothing_is_none():
    assert ScoreField(ends=("none", "most")).clean("0") == 0
    assert ScoreField(ends=("none", "most")).clean("") is None
    assert ScoreField(ends=("none", "most")).clean(None) is None


@pytest.mark.parametrize(("typed", "answer"), [("yes", True), ("no", False), ("", None)])
def test_unanswered_is_never_no(typed, answer):
    field = YesNoField()
    assert field.clean(typed) is answer
    assert field.prepare_value(answer) == typed


@pytest.mark.parametrize("typed", ["maybe", "True", "on", "1", "\0"])
def test_what_is_neither_yes_nor_no_is_refused(typed):
    with pytest.raises(ValidationError):
        YesNoField().clean(typed)


def test_every_scale_says_what_its_two_ends_mean(access):
    forms = [fill_in(access, kind.begin(access.patient)) for kind in RECORDED]
    scales = [f for form in forms for f in form.fields.values() if isinstance(f, ScoreField)]
    assert len(scales) > 10
    assert [field.label for field in scales if not all(map(str, field.ends))] == []


def test_what_is_no_answer_is_refused_in_words_of_our_own(access):
    forms = [fill_in(access, kind.begin(access.patient)) for kind in RECORDED]
    fields = [field for form in (*forms, PlaceForm()) for field in form.fields.values()]
    said = [str(field.error_messages.get("invalid_choice", "")) for field in fields]
    assert len([words for words in said if words]) > 50
    assert [words for words in said if "valid choice" in words] == []
