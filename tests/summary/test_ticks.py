"""Every tick of the sheet is told: on the page, on paper, in the table and in the Bundle."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.db import models
from django.urls import reverse

from carelog.logs.models import FallEntry, SymptomsEntry
from carelog.logs.sign_groups import PARTS
from carelog.patients.access import ALL_DOMAINS
from carelog.safety.rules import evaluate
from carelog.summary import words
from carelog.summary.logged_days import Reading
from carelog.summary.period import period_of
from carelog.summary.signs import signs
from carelog.summary.words.reader import Reader
from education.signs import WORDS
from tests import cast, kinds
from tests.summary.reading import page_path, pdf_of, whole_words, words_of_page
from tests.summary.record import DAY, TODAY, shares, tick

COLUMNS = tuple(SymptomsEntry().answers())
NO_PROMPT = "no prompt of CareLog"
NOTHING = "No sign was ticked"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def codes() -> list[tuple[str, object]]:
    """Return every answer of the sheet that is a tick, with its column."""
    found = []
    for name in COLUMNS:
        column = SymptomsEntry._meta.get_field(name)
        if isinstance(column, models.IntegerField):
            found.append((name, 3))
        elif column.choices:
            found += [(name, code) for code, _words in column.choices if code not in ("", "none")]
        else:
            found.append((name, True))
    return found


def words_for(name: str, value: object) -> str:
    """Return what is said of a tick."""
    return str(WORDS[name].of("yes" if value is True else value))


def has_rule(name: str, value: object) -> bool:
    """Say whether a rule answers it, by asking the rules themselves."""
    return type(value) is not int and bool(evaluate({name: value}))


EACH = pytest.mark.parametrize(("name", "value"), codes(), ids=lambda one: str(one))


def signs_of(access, since: date | None = None) -> str:
    """Return the words of the section of signs, made alone."""
    told_of = period_of(access, since, TODAY)
    said = words.signs(signs(Reading(access, told_of)), Reader.of(access, told_of))
    items = (f"{item.lead}: {item.text}" for item in (*said.facts, *said.items))
    return " ".join([said.text, *items, *said.notes])


@EACH
def test_each_tick_is_told_alone_and_whether_a_prompt_answers_it(access, name, value):
    cast.make_signs(access, **{name: value})
    said = signs_of(access)
    assert words_for(name, value) in said
    assert (NO_PROMPT in said) is not has_rule(name, value)
    assert NOTHING not in said


@EACH
def test_each_tick_that_raised_a_warning_is_told_with_it_alone(access, name, value):
    tick(access, **{name: value})
    said = signs_of(access)
    warnings = evaluate({name: value}) if has_rule(name, value) else ()
    assert said.count(words_for(name, value)) == max(1, len(warnings))
    assert ("OPEN: not marked as dealt with" in said) is has_rule(name, value)


def everything(access) -> list[str]:
    """Tick all there is; return all their words."""
    # A line is ticked bare, or by its parts.
    last = {name: value for name, value in codes() if not PARTS.get(name)}
    tick(access, **last)
    return [words_for(name, value) for name, value in last.items()]


def test_every_tick_stands_on_the_page(owner, access):
    wanted = everything(access)
    page = words_of_page(owner.get(page_path(access.patient)))
    assert [words for words in wanted if words not in page] == []
    assert "Ticked, no prompt of CareLog" in page


def test_every_tick_stands_on_the_first_sides_of_paper(owner, access):
    wanted = everything(access)
    reader = pdf_of(owner, access.patient)
    paper = whole_words(reader)
    assert [words for words in wanted if words not in paper] == []
    assert len(reader.pages) <= 3
    assert "Ticked, no prompt of CareLog" in paper


def test_every_tick_stands_in_the_table_of_the_summary(owner, access):
    wanted = everything(access)
    answer = owner.get(reverse("export_csv", args=[access.patient.uid, "summary"]))
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    table = [line for line in lines if line.startswith("sign_ticked,period,")]
    assert len(table) == len(wanted)
    assert [words for words in wanted if words not in "\n".join(table)] == []
    silent = [name for name, value in dict(codes()).items() if not has_rule(name, value)]
    assert sum(NO_PROMPT in line for line in table) == len(silent) > 5


def test_every_tick_stands_in_the_bundle(owner, access):
    wanted = everything(access)
    answer = owner.get(reverse("fhir_bundle", args=[access.patient.uid]))
    bundle = json.loads(b"".join(answer) if answer.streaming else answer.content)
    sections = bundle["entry"][0]["resource"]["section"]
    alerts = next(one for one in sections if one["title"].startswith("App prompts"))["text"]["div"]
    assert [words for words in wanted if words not in alerts] == []
    assert NO_PROMPT in alerts


def test_an_open_warning_stands_before_what_no_prompt_answers_on_page_and_paper(owner, access):
    tick(access, chest_pain=True, swollen_belly=True)
    page = words_of_page(owner.get(page_path(access.patient)))
    for said in (page, whole_words(pdf_of(owner, access.patient))):
        assert said.index("OPEN: not marked as dealt with") < said.index(
            "Ticked, no prompt of CareLog"
        )


def test_nothing_ticked_is_said_with_the_days_on_which_signs_were_answered(access):
    cast.make_signs(access, chest_pain=False, bladder_change="none")
    cast.make_signs(access, cast.NOON - DAY, belly_pain=0, swollen_belly=False)
    said = signs_of(access, since=TODAY - 9 * DAY)
    assert said == (
        "No sign was ticked in these days. Signs were answered on 2 of 10 days. It does not mean"
        " that all is well."
    )


def test_a_tick_of_several_days_says_how_many_and_which(access):
    for back in (0, 3, 4):
        cast.make_signs(access, cast.NOON - back * DAY, thirst_increased=True)
    cast.make_signs(access, cast.NOON - timedelta(hours=1), thirst_increased=True, belly_pain=4)
    cast.make_signs(access, cast.NOON - DAY, belly_pain=7)
    said = signs_of(access)
    assert "much more thirsty (3 days, 26 Feb to 2 Mar)" in said
    assert "belly pain: up to 7 (2 days, 1 Mar to 2 Mar)" in said


def test_a_tick_outside_the_period_or_taken_back_is_not_told(access):
    cast.make_signs(access, cast.NOON - 9 * DAY, swollen_belly=True)
    assert NOTHING in signs_of(access, since=TODAY - 8 * DAY)
    assert "swollen belly" in signs_of(access, since=TODAY - 9 * DAY)


def test_a_tick_is_told_though_its_warning_is_cut_off_the_list(access, monkeypatch):
    monkeypatch.setattr("carelog.summary.signs.FIRST", 1)
    tick(access, chest_pain=True, jaw_pain=True)
    assert "Ticked: jaw pain (2 Mar)" in signs_of(access)


BAD = {"head_hit": True, "fainted": True, "could_get_up": False, "bad_pain_after": True}


@pytest.mark.parametrize("answer", BAD)
@pytest.mark.parametrize("kind", ["fall", "near_fall"])
def test_each_bad_answer_to_a_fall_is_told_where_no_warning_tells_it(access, kind, answer):
    blank = dict.fromkeys(("head_hit", "fainted", "could_get_up", "bad_pain_after"))
    kinds.keep(access, FallEntry, kind=kind, **blank | {answer: BAD[answer]})
    said = signs_of(access)
    [field] = [
        name
        for name, value in FallEntry(kind="near_fall", **{answer: BAD[answer]}).answers().items()
        if value
    ]
    assert f"Ticked: {WORDS[field].of('yes')} (2 Mar)" in said
    assert NOTHING not in said


def test_where_falls_are_not_shared_nothing_is_said_of_more_than_the_sheet(access):
    kinds.keep(access, FallEntry, kind="near_fall", head_hit=True)
    said = signs_of(shares(access.patient, "mobility", "warnings"))
    assert "a knock to the head" not in said
    assert NOTHING not in said
    assert "On the sheet of signs nothing was ticked in these days. Falls are not shared." in said


def test_who_may_not_see_signs_is_not_told_that_none_was_ticked(access):
    tick(access, swollen_belly=True)
    said = signs_of(shares(access.patient, "symptoms"))
    assert "swollen belly" not in said
    assert NOTHING not in said
    assert "Not shared with the reader of this page: which other signs were ticked." in said


def test_who_may_not_see_warnings_is_told_the_ticks_and_not_what_became_of_them(access):
    tick(access, chest_pain=True)
    said = signs_of(shares(access.patient, "warnings"))
    assert "Ticked: chest pain, new or getting worse (2 Mar)" in said
    assert "OPEN" not in said
    assert "Not shared with the reader of this page: what became of warnings." in said


def test_who_may_see_neither_is_told_that_it_is_not_shared(access, sign_in):
    tick(access, chest_pain=True)
    some = cast.make_user("some")
    scope = sorted(ALL_DOMAINS - {"warnings", "symptoms"})
    cast.join(access.patient, some, "viewer", "clinician", scope=scope)
    page = words_of_page(sign_in(some).get(page_path(access.patient)))
    assert "chest pain" not in page
    assert "Signs ticked Not shared with the reader of this page." in page
