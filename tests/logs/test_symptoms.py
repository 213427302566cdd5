"""The whole answer sheet: each group of signs is asked, answered and refused by itself."""

import pytest

from carelog.entries import words
from carelog.logs.forms import SignSheetForm
from carelog.logs.models import SymptomsEntry
from carelog.logs.models.asked_as import SINCE_YESTERDAY
from carelog.logs.sign_groups import MORE_COLUMNS, MORE_SIGNS, SIGNS
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.patients.models import Revision
from education.signs import WORDS
from tests import cast

SHEET = {"uid": "b8f5c1de-0000-4000-8000-000000000001", "version": "0", "when": "2026-03-02T12:00"}
GROUPS = pytest.mark.parametrize("group", MORE_SIGNS, ids=lambda group: group.key)


def sheet(record, **values) -> SignSheetForm:
    """Fill in the form of a new sheet."""
    return SignSheetForm(SHEET | values, instance=SymptomsEntry(patient=record, zone=record.zone))


def stored(form: SignSheetForm) -> dict:
    """Return what a valid form says, without what was left unanswered."""
    assert form.is_valid(), form.errors
    return {name: v for name, v in form.instance.answers().items() if v not in (None, "")}


def test_every_column_is_asked_once():
    assert len({*SIGNS, *MORE_COLUMNS}) == len(SIGNS) + len(MORE_COLUMNS) == 70
    assert SymptomsEntry.own_fields() == ("asked_as", *SIGNS, *MORE_COLUMNS)


@GROUPS
def test_a_tick_in_a_group_is_yes_and_all_else_stays_unanswered(record, group):
    assert stored(sheet(record, ticked=[group.ticks[0]])) == {group.ticks[0]: True}


@GROUPS
def test_none_of_these_is_no_for_exactly_the_signs_of_its_group(record, group):
    no = dict.fromkeys(group.ticks, False)
    if group.key == "bleeding":
        no |= {"bleeding": "none", "cough_blood": "none"}
    assert stored(sheet(record, none_in=[group.key])) == no


def test_none_of_the_first_says_nothing_about_a_group_ticked_beside_it(record):
    said = stored(sheet(record, none_of_these="on", ticked=["jaw_pain"]))
    assert said.pop("jaw_pain") is True
    assert set(said) == {*SIGNS}


@pytest.mark.parametrize(
    "answers",
    [
        {"ticked": ["jaw_pain"], "none_in": ["mouth"]},
        {"mouth_sore_days": "3", "none_in": ["mouth"]},
        {"bleeding": "minor", "none_in": ["bleeding"]},
        {"cough_blood": "more", "none_in": ["bleeding"]},
        {"belly_pain": "1", "none_in": ["belly"]},
    ],
)
def test_an_answer_and_none_of_its_group_are_refused_with_both_shown(record, answers):
    form = sheet(record, **answers)
    assert not form.is_valid()
    wrong = [shown for shown in form.more_groups() if shown.problem]
    assert [(s.group.key, s.is_open, s.is_none) for s in wrong] == [
        (*answers["none_in"], True, True)
    ]


@pytest.mark.parametrize(
    ("answer", "value"),
    [("bleeding", "heavy"), ("bleeding", "none"), ("cough_blood", "streaks"), ("belly_pain", 0)],
)
def test_one_answer_that_is_no_tick_is_a_sheet(record, answer, value):
    assert stored(sheet(record, **{answer: str(value)})) == {answer: value}


@pytest.mark.parametrize(
    "answers",
    [
        {"none_in": ["odd"]},
        {"bleeding": "much"},
        {"ticked": ["self_harm"]},
        {"ticked": ["bleeding"]},
        {"belly_pain": "11"},
        {"mouth_sore_days": "366"},
        {"mouth_sore_days": "-1"},
    ],
)
def test_what_no_sheet_offers_is_refused(record, answers):
    assert not sheet(record, **answers).is_valid()


def test_groups_are_folded_until_something_in_them_is_answered(access):
    entry = cast.make_signs(access, jerking=True, belly_pain=4, jaw_pain=False)
    shown = SignSheetForm(instance=entry).more_groups()
    assert [s.group.key for s in shown if s.is_open] == ["nerves", "belly", "mouth"]
    assert [s.group.key for s in shown if s.is_none] == ["mouth"]


def test_a_wrong_number_opens_its_group(record):
    shown = sheet(record, mouth_sore_days="many").more_groups()
    assert [s.group.key for s in shown if s.is_open] == ["mouth"]


def test_those_of_the_check_in_never_touch_the_other_columns():
    entry = SymptomsEntry(jerking=True, jaw_pain=False, bleeding="heavy", belly_pain=3)
    entry.say({"chest_pain"}, shown=SIGNS, no_other=True)
    assert (entry.jerking, entry.jaw_pain, entry.bleeding) == (True, False, "heavy")
    assert (entry.belly_pain, entry.fainted) == (3, None)


def test_a_group_never_touches_those_of_the_check_in():
    entry = SymptomsEntry(chest_pain=True, bladder_change="leaking", unsteady_new=False)
    entry.say((), shown=("jaw_pain",), no_other=True)
    assert (entry.chest_pain, entry.bladder_change, entry.unsteady_new) == (True, "leaking", False)
    assert entry.jaw_pain is False


def test_a_stored_sheet_comes_back_as_it_was_answered(access):
    answers = {"seizure": True, "bladder_change": "leaking", "cough_blood": "none"}
    form = SignSheetForm(instance=cast.make_signs(access, mouth_sore_days=20, **answers))
    ticked = ["seat_unspecified", "bladder_change", "head_unspecified", "seizure"]
    assert form["ticked"].value() == ticked
    assert form["bladder"].value() == "leaking"
    assert (form["cough_blood"].value(), form["mouth_sore_days"].value()) == ("none", "20")


def test_in_one_line_what_was_asked_with_how_much_says_so(access):
    entry = cast.make_signs(access, fainted=True, bleeding="heavy", belly_pain=4, jaw_pain=False)
    assert words.in_short(entry) == "Fainting; Heavy bleeding; Belly pain: 4"


def test_a_sheet_from_before_a_column_was_asked_is_restored_as_not_answered(access):
    entry = cast.make_signs(access, chest_pain=True)
    first = entry.history.get()
    ten = {n: v for n, v in first.snapshot.items() if n not in MORE_COLUMNS}
    older = Revision(snapshot=ten)
    entry.chest_pain, entry.seizure, entry.bleeding = False, True, "heavy"
    with changing(access):
        saving.keep_changed(access, entry, 1)
        saving.restore(access, older, entry, 2)
    again = SymptomsEntry.objects.get()
    assert (again.chest_pain, again.seizure, again.bleeding) == (True, None, "")


LINE, BAND, SPINE = SIGNS[:3]


@pytest.mark.parametrize(
    ("ticked", "told"),
    [
        ([LINE], {LINE: True}),
        ([BAND], {BAND: True}),
        ([LINE, BAND], {BAND: True}),
        ([LINE, BAND, SPINE], {BAND: True, SPINE: True}),
    ],
)
def test_back_pain_is_told_by_its_parts_and_bare_only_without_one(record, ticked, told):
    assert stored(sheet(record, ticked=ticked)) == told


def test_a_part_comes_back_with_its_line_ticked(access):
    form = SignSheetForm(instance=cast.make_signs(access, spine_pain_signs=True))
    assert form["ticked"].value() == [LINE, SPINE]


def test_a_new_sheet_is_asked_as_new_or_getting_worse(access):
    entry = cast.make_signs(access, limb_weakness_new=True)
    assert [(line.label, line.value) for line in words.answered(entry)] == [
        ("Asked as", "New or getting worse?"),
        ("Weakness in an arm or leg, new or getting worse", "yes"),
    ]


def test_an_older_sheet_keeps_the_words_it_was_asked_in(access):
    entry = cast.make_signs(access, asked_as="since_yesterday", limb_weakness_new=False)
    assert [(line.label, line.value) for line in words.answered(entry)] == [
        ("Asked as", "New since yesterday?"),
        ("New weakness in an arm or leg", "no"),
    ]
    entry.limb_weakness_new = True
    assert words.in_short(entry) == "New weakness in an arm or leg"


def test_answering_an_older_sheet_anew_makes_it_a_newer_one():
    entry = SymptomsEntry(asked_as="since_yesterday")
    entry.say({"chest_pain"}, shown=SIGNS, no_other=False)
    assert entry.asked_as == "new_or_worse"


def test_a_revision_from_before_is_told_and_restored_in_its_own_words(access):
    entry = cast.make_signs(access, limb_weakness_new=True)
    first = entry.history.get()
    older = {n: v for n, v in first.snapshot.items() if n not in ("asked_as", *SIGNS[:3])}
    said = words.changes(
        SymptomsEntry, first, Revision(snapshot=older | {"limb_weakness_new": None})
    )
    assert [change.label for change in said] == ["New weakness in an arm or leg"]
    entry.limb_weakness_new = False
    with changing(access):
        saving.keep_changed(access, entry, 1)
        saving.restore(access, Revision(snapshot=older), entry, 2)
    again = SymptomsEntry.objects.get()
    assert (again.asked_as, again.limb_weakness_new) == ("since_yesterday", True)


def test_each_older_wording_is_that_of_a_sign_and_no_sign_answered_then_has_a_newer_one():
    newer = {name for name, one in WORDS.items() if "new or getting worse" in str(one.told)}
    lines = {"limbs_unspecified", "seat_unspecified", "confused_unspecified", "chest_unspecified"}
    assert newer - {*SINCE_YESTERDAY} == {LINE, BAND, *lines}
    assert {*SINCE_YESTERDAY} <= {*WORDS}
    assert all("new" in str(then) or name == "chest_pain" for name, then in SINCE_YESTERDAY.items())


def test_an_older_answer_about_urine_is_told_as_it_was_asked(access):
    entry = cast.make_signs(access, asked_as="since_yesterday", bladder_change="retention")
    assert words.in_short(entry) == "New trouble passing or holding urine: cannot pass urine"
