"""Any script and any emoji a person types is set, or stands as something the foot explains."""

import logging

import pytest
import time_machine
import typst

from carelog.appointments.models import Event
from carelog.patients.models import Patient
from carelog.summary import glyphs
from tests import cast, kinds
from tests.summary.reading import pdf_of, words_of_pdf
from tests.summary.record import TODAY

pytestmark = pytest.mark.sqlite_alone


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def rename(record, name: str) -> None:
    Patient.objects.filter(pk=record.pk).update(name=name)


SCRIPTS = {
    "Arabic": "مريم",
    "Hebrew": "מרים",
    "Cyrillic": "Мария",
    "Greek": "Μαρία",
    "Georgian": "მარიამი",
    "Vietnamese": "Nguyễn",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_these_scripts_are_set_wherever_carelog_runs(owner, record, script):
    rename(record, SCRIPTS[script])
    reader = pdf_of(owner, record)
    text = reader.pages[0].extract_text()
    assert "\u25af" not in text
    # A reader of PDF may give a script from right to left in the order it is seen.
    assert SCRIPTS[script] in text or SCRIPTS[script][::-1] in text


@pytest.mark.parametrize(
    "name", ["\u092e\u0930\u093f\u092f\u092e", "玛丽亚", "マリア", "마리아", "มาเรีย", "ማርያም"]
)
def test_other_scripts_are_set_or_stand_as_boxes_that_the_foot_explains(owner, record, name):
    rename(record, name)
    words = words_of_pdf(pdf_of(owner, record))
    explained = "stands for a character without a letter here" in words
    assert explained == ("\u25af" in words.split("born")[0])
    if all(glyphs.family_of(c) for c in name):
        assert not explained


def test_without_other_fonts_every_such_character_is_a_box(owner, record, monkeypatch):
    monkeypatch.setattr(glyphs, "family_of", lambda c: glyphs.OWN if ord(c) < 0x500 else "")
    rename(record, "玛丽亚 Maria")
    words = words_of_pdf(pdf_of(owner, record))
    assert "▯▯▯ Maria, born 1958" in words
    assert "▯ stands for a character without a letter here; CareLog shows it." in words


def test_an_emoji_without_a_letter_stands_as_its_name(owner, access):
    rename(
        access.patient,
        "Maria \U0001f9b4 \U0001f469\U0001f3fd\u200d\u2695\ufe0f \U0001f1e9\U0001f1ea",
    )
    words = words_of_pdf(pdf_of(owner, access.patient))
    assert "Maria [bone] [woman, staff of aesculapius] [flag DE], born 1958" in words
    assert "Words in [brackets] name a picture character, such as an emoji." in words


def test_an_event_in_any_script_is_drawn_and_listed(owner, access):
    cast.make_pain(access)
    kinds.keep(access, Event, kind="other", started_on=TODAY, ended_on=None, text="手术 \U0001f9b4")
    assert "2 Mar: " in words_of_pdf(pdf_of(owner, access.patient))


def test_if_other_fonts_fail_it_is_set_in_our_own(owner, record, monkeypatch, caplog):
    compile_it, tried = typst.compile, []

    def fails_once(*args, **kwargs):
        tried.append(1)
        if len(tried) == 1:
            raise typst.TypstError("no letter", "")
        return compile_it(*args, **kwargs)

    monkeypatch.setattr("carelog.summary.pdf.typst.compile", fails_once)
    with caplog.at_level(logging.ERROR):
        assert len(pdf_of(owner, record).pages) == 1
    assert "could not be set in the fonts of this machine" in caplog.text
