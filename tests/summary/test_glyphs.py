"""Every text that goes on paper is made of characters that can be set."""

import pytest

from carelog.summary.glyphs import BOX, LONGEST, OWN, Ink, family_of

FLAG = "\U0001f1e9\U0001f1ea"


@pytest.mark.parametrize("text", ["Ann", "Zoë", "Nguyễn", "Мария", "½ ≥ → ™", "\u2764", "#$*_`\\"])
def test_what_our_own_font_has_stays_as_it_is(text):
    ink = Ink()
    assert ink.text(text) == text
    assert (list(ink.families), ink.named, ink.lost) == ([OWN], False, False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f9b4", "[bone]"),
        (FLAG, "[flag DE]"),
        ("\U0001f44d\U0001f3fd", "[thumbs up sign]"),
        ("\U0001f469\U0001f3fd\u200d\u2695\ufe0f", "[woman, staff of aesculapius]"),
        ("1\ufe0f\u20e3", "[digit one, combining enclosing keycap]"),
        ("a\U0001f9b4b", "a[bone]b"),
    ],
)
def test_a_picture_becomes_its_name(text, shown):
    ink = Ink()
    assert (ink.text(text), ink.named, ink.lost) == (shown, True, False)


def test_a_picture_our_font_has_loses_only_what_makes_it_colourful():
    assert Ink().text("\u2764\ufe0f") == "\u2764"


@pytest.mark.parametrize("text", ["\ue000", "\U0010ffff", "\u0378"])
def test_what_no_font_can_have_is_a_box_or_gone(text):
    ink = Ink()
    assert ink.text(f"a{text}b") in (f"a{BOX}b", "ab")


def test_controls_and_marks_that_turn_text_are_gone():
    assert Ink().text("a\x07b\u202ec\ufeffd\u200be\nf") == "abcde f"


def test_text_from_right_to_left_is_kept_apart_from_what_stands_around_it():
    assert Ink().text("مريم") == "\u2068مريم\u2069"


def test_a_joiner_between_letters_stays():
    assert "\u200c" in Ink().text("می\u200cخواهم")


def test_with_our_own_font_alone_other_scripts_are_boxes_without_their_marks():
    ink = Ink(only_own=True)
    assert ink.text("玛丽 नि") == f"{BOX}{BOX} {BOX}"
    assert ink.lost


def test_another_font_of_the_machine_is_named_where_it_is_needed(monkeypatch):
    monkeypatch.setattr(
        "carelog.summary.glyphs._others", lambda: {"Noto Sans X": frozenset([0x1780])}
    )
    family_of.cache_clear()
    ink = Ink()
    assert ink.text("a\u1780") == "a\u1780"
    assert list(ink.families) == [OWN, "Noto Sans X"]
    family_of.cache_clear()


def test_a_very_long_text_is_cut():
    assert len(Ink().text("x" * 100_000)) == LONGEST
