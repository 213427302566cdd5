"""Any script and any emoji a person types is set, or stands as something the foot explains."""

import logging
from functools import cache

import pytest
import time_machine
import typst
from django.urls import reverse

from carelog.appointments.models import Event
from carelog.patients.models import Patient
from carelog.summary import glyphs
from tests import cast, kinds
from tests.links import holders
from tests.summary.reading import pdf_of, words_of_pdf
from tests.summary.record import TODAY


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
    "Devanagari": "\u092e\u0930\u093f\u092f\u092e",
    "Bengali": "\u09ae\u09be\u09b0\u09bf\u09af\u09bc\u09be",
    "Tamil": "\u0bae\u0bb0\u0bbf\u0baf\u0bbe",
    "Telugu": "\u0c2e\u0c30\u0c3f\u0c2f\u0c3e",
    "Thai": "\u0e21\u0e32\u0e40\u0e23\u0e35\u0e22",
    "Khmer": "\u1798\u17c9\u17b6\u179a\u17b8",
}


BY_PACKAGES = ("Devanagari", "Bengali", "Tamil", "Telugu", "Thai", "Khmer")


@pytest.fixture
def no_fonts_of_the_machine(monkeypatch):
    """Nothing but what the install brings, whatever this machine has."""

    def own() -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False, font_paths=glyphs._paths())

    monkeypatch.setattr(glyphs, "fonts", cache(own))
    monkeypatch.setattr("carelog.summary.pdf.fonts", own)
    for kept in (glyphs._others, glyphs.family_of):
        kept.cache_clear()
    yield
    for kept in (glyphs._others, glyphs.family_of):
        kept.cache_clear()


@pytest.mark.usefixtures("no_fonts_of_the_machine")
@pytest.mark.parametrize("script", SCRIPTS)
def test_these_scripts_are_set_wherever_carelog_runs(owner, record, script):
    rename(record, SCRIPTS[script])
    reader = pdf_of(owner, record)
    text = reader.pages[0].extract_text()
    assert "\u25af" not in text
    if script in BY_PACKAGES:
        # What is joined and turned round is not always read back letter by letter.
        assert all(glyphs.family_of(c) for c in SCRIPTS[script])
        return
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


@pytest.mark.usefixtures("no_fonts_of_the_machine")
def test_before_printing_the_page_says_which_letters_the_paper_lacks(owner, access):
    path = reverse("summary", args=[access.patient.uid])

    def told() -> str:
        return " ".join(owner.get(path).content.decode().split())

    rename(access.patient, "मरियम Zoë \U0001f9b4")
    assert "has no font for them" not in told()
    rename(access.patient, "玛丽亚玛 Maria")
    assert "The PDF shows ▯ for some letters" in told()
    assert "such as: <bdi>玛 丽 亚</bdi>." in told()
    assert "print this page from your browser" in told()


@pytest.mark.usefixtures("no_fonts_of_the_machine")
def test_a_link_says_so_too(access):
    rename(access.patient, "玛丽亚")
    client, opening = holders.come_in(access)
    page = holders.ask(client, opening, "shared_summary").content.decode()
    assert "<bdi>玛 丽 亚</bdi>" in page


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
