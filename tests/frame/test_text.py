import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from carelog.text import (
    BIDI_CONTROLS,
    LINE_LENGTH,
    NOTE_LENGTH,
    LineField,
    NoteField,
    clean_line,
    clean_note,
)

ODD = ("\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufdd0")


def test_text_is_kept_in_one_normal_form():
    assert clean_note("cafe\u0301") == clean_note("caf\u00e9") == "caf\u00e9"


def test_a_note_keeps_its_lines_and_a_line_becomes_one():
    assert clean_note(" a\r\n b\rc\t ") == "a\n b\nc"
    assert clean_line(" a \r\n b\t\tc ") == "a b c"


@pytest.mark.parametrize("odd", [*ODD, "\U0001fffe", "\U0010ffff"])
@pytest.mark.parametrize("clean", [clean_note, clean_line, NoteField().clean, LineField().clean])
def test_what_cannot_be_stored_is_refused_and_said(clean, odd):
    with pytest.raises(ValidationError):
        clean(f"be{odd}fore")


@pytest.mark.parametrize("fine", ["\U0001f9b4", "אבג", "漢字", "a\u200db", "\ufffd", "\ue000"])
def test_ordinary_text_of_any_script_is_kept(fine):
    assert clean_line(fine) == clean_note(fine) == fine


@pytest.mark.parametrize("mark", [chr(code) for code in BIDI_CONTROLS])
def test_marks_that_turn_the_text_leave_a_line_and_stay_in_a_note(mark):
    assert clean_line(f"Anna{mark}gnp.exe") == "Annagnp.exe"
    assert mark in clean_note(f"a{mark}b")


def test_the_nine_marks_that_turn_the_text_are_all_there():
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert {unicodedata.bidirectional(chr(code)) for code in BIDI_CONTROLS} == turning


@pytest.mark.parametrize(
    ("field", "most"), [(LineField(), LINE_LENGTH), (NoteField(), NOTE_LENGTH)]
)
def test_text_is_counted_after_cleaning(field, most):
    assert field.clean("a" * most + "   ") == "a" * most
    with pytest.raises(ValidationError, match=f"at most {most:d}"):
        field.clean("a" * (most + 1))


def test_only_white_space_is_nothing():
    assert LineField(required=False).clean(" \t\n ") == ""
    with pytest.raises(ValidationError):
        NoteField().clean(" \n ")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    for clean in (clean_note, clean_line):
        try:
            once = clean(text)
        except ValidationError:
            continue
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()
