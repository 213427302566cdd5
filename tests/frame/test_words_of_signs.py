"""A sign is worded once: what asks it, answers it or tells of it says the same."""

import html

import pytest
import time_machine
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst

from carelog.entries import words
from carelog.exchange.fhir import daily, flags, function
from carelog.logs.models import FallEntry, SymptomsEntry
from carelog.patients.access import changing
from carelog.patients.models import Revision
from carelog.safety import warnings
from carelog.safety.actions import raise_warnings
from carelog.safety.listed import RULES
from education.signs import CHECK_IN, MORE, OF_A_FALL, WORDS
from tests import cast, kinds
from tests.summary.reading import page_path, words_of_page

SHEET = SymptomsEntry._meta
COLUMNS = tuple(SymptomsEntry().answers())
#: The answers to a fall, with the column and the bad answer.
FALLS = {
    "fall_head_hit": ("head_hit", True),
    "fall_fainted": ("fainted", True),
    "fall_could_not_get_up": ("could_get_up", False),
    "fall_bad_pain": ("bad_pain_after", True),
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes of a choice that are a tick; () for a sign that is ticked or a number."""
    return tuple(code for code, _words in SHEET.get_field(name).flatchoices if code != "none")


def ticked(turn: int) -> dict[str, object]:
    """Return a sheet with everything ticked; each turn another of the choices."""
    answers = {}
    for name in COLUMNS:
        codes = codes_of(name)
        is_number = isinstance(SHEET.get_field(name), models.IntegerField)
        answers[name] = codes[turn % len(codes)] if codes else 3 if is_number else True
    return answers


def told(name: str, value: object) -> str:
    """Return the words of an answer that stand alone."""
    return str(WORDS[name].of(value if isinstance(value, str) else "yes"))


def words_of(client, route: str, *args) -> str:
    return html.unescape(client.get(reverse(route, args=args)).content.decode())


def test_every_sign_has_its_words_and_nothing_else_has():
    assert {*WORDS} == {*COLUMNS, *FALLS, "fall_any"}
    assert [
        name for name in COLUMNS if SHEET.get_field(name).verbose_name != WORDS[name].told
    ] == []


def test_the_sheet_asks_each_sign_in_its_words(owner, record):
    page = words_of(owner, "entry_new", record.uid, "symptoms")
    asked = {name: WORDS[name].label for name in CHECK_IN}
    asked |= {name: capfirst(str(WORDS[name].told)) for name in MORE}
    assert [name for name, label in asked.items() if str(label) not in page] == []
    chips = [str(WORDS[name].chip(code)) for name in COLUMNS for code in codes_of(name)]
    assert [chip for chip in chips if chip.lower() not in page.lower()] == ["not said how"]


@pytest.mark.parametrize("turn", range(4))
def test_lists_pages_summary_and_answer_tell_each_tick_in_its_words(owner, access, turn):
    answers = ticked(turn)
    sheet = cast.make_signs(access, **answers)
    line = words.in_short(sheet)
    entry = words_of(owner, "entry", access.patient.uid, "symptoms", sheet.uid)
    summary = words_of_page(owner.get(page_path(access.patient))).lower()
    with changing(access):
        raised = raise_warnings(access, answers, sheet.uid, 1)
    answered = {said for warning in raised for said in warnings.ticked_words(warning)}
    screen = words_of(owner, "act_now", access.patient.uid)
    fires = {(field, code) for rule in RULES for field, codes in rule.signs for code in codes}
    for name, value in answers.items():
        said = told(name, value)
        assert capfirst(said) in line
        assert capfirst(str(WORDS[name].told)) in entry
        assert said.lower() in summary
        if (name, value if isinstance(value, str) else "yes") in fires:
            assert said in answered
    assert all(
        said.lower() in screen.lower()
        for warning in warnings.shown(raised)
        for said in warnings.ticked_words(warning)
    )


def test_history_says_what_changed_in_the_words_of_the_sign():
    none = Revision(snapshot=dict.fromkeys(COLUMNS) | {"asked_as": "new_or_worse"})
    all_of_it = Revision(snapshot=ticked(0) | {"asked_as": "new_or_worse"})
    changed = words.changes(SymptomsEntry, none, all_of_it)
    assert [one.label for one in changed] == [capfirst(str(WORDS[name].told)) for name in COLUMNS]


def test_fhir_publishes_each_sign_and_each_answer_in_its_words():
    [panel] = daily.SIGNS.panels
    displays = {item.name: str(item.display) for item in panel.parts}
    assert displays == {name: capfirst(str(WORDS[name].told)) for name in COLUMNS}
    for item in panel.parts:
        column = SHEET.get_field(item.name)
        for code in codes_of(item.name):
            assert item.answer(column, code).display == str(WORDS[item.name].chip(code))
    for rule in RULES:
        says = str(flags.rule_code(rule).definition)
        said = [str(WORDS[field].of(code)) for field, codes in rule.signs for code in codes]
        assert [one for one in said if one not in says] == []


@pytest.mark.parametrize("name", FALLS)
def test_a_bad_answer_to_a_fall_is_asked_and_told_in_its_words(owner, access, name):
    column, bad = FALLS[name]
    fall = kinds.keep(access, FallEntry, **{column: bad})
    question = capfirst(str(OF_A_FALL[name].question))
    for args in (("entry", fall.uid), ("entry_edit", fall.uid)):
        assert question in words_of(owner, args[0], access.patient.uid, "falls", args[1])
    [panel] = function.FALLS.panels
    assert question in [str(item.display) for item in panel.parts]
    assert str(OF_A_FALL[name].below) in words.in_short(fall)
    assert str(OF_A_FALL[name].told) in words_of_page(owner.get(page_path(access.patient)))
    with changing(access):
        raised = raise_warnings(access, {name: True}, fall.uid, 1)
    assert [warnings.ticked_words(one) for one in raised] == [[str(OF_A_FALL[name].told)]]
