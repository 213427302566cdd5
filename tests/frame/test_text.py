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

ODD = (
    "\0",
    "\x07",
    "\x1b",
    "\x1c",
    "\x7f",
    "\x81",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\uffff",
    "\ufdd0",
)


def test_text_is_kept_in_one_normal_form():
    assert clean_note("cafe\u0301") == clean_note("caf\u00e9") == "caf\u00e9"


def test_a_note_keeps_its_lines_and_a_line_becomes_one():
    assert clean_note(" a\r\n b\rc\t ") == "a\n b\nc"
    assert clean_line(" a \r\n b\t\tc ") == "a b c"


@pytest.mark.parametrize("odd", [*ODD, "\U0001fffe", "\U0010ffff"])
@pytest.mark.parametrize("clean", [clean_note, clean_line, NoteField().clean, LineField().clean])
def test_what_cannot_be_stored_is_left_out_and_never_asked_for_again(clean, odd):
    assert clean(f"be{odd}fore") == "before"


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
@pytest.mark.parametrize(("clean", "kept"), [(clean_note, "a\nb"), (clean_line, "a b")])
def test_what_ends_a_line_in_a_pasted_report_is_a_line_break(clean, kept, end):
    assert clean(f"a{end}b") == kept


def test_quotes_of_windows_are_read_as_quotes():
    assert clean_note("no \x93new\x94 lesion \x96 the patient\x92s left hip") == (
        "no \u201cnew\u201d lesion \u2013 the patient\u2019s left hip"
    )


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
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()
