import pytest

from carelog.entries import words
from carelog.logs.body_map import label_for
from carelog.logs.models import PainEntry, PainPlace, SymptomsEntry
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast


def test_an_entry_says_only_what_was_answered(access):
    entry = cast.make_pain(access, worst_24h=0, now=3)
    assert [(line.label, line.value) for line in words.answered(entry)] == [
        ("Worst in the last 24 hours", "0"),
        ("Right now", "3"),
    ]
    assert words.in_short(entry) == "worst 0, right now 3"


def test_a_sheet_says_yes_no_and_which_change(access):
    sheet = cast.make_signs(access, chest_pain=False, unsteady_new=True, bladder_change="leaking")
    said = {line.label: line.value for line in words.answered(sheet)}
    assert said == {
        "Asked as": "New or getting worse?",
        "Unsteady on your feet, new or getting worse": "yes",
        "Trouble passing or holding urine, new or getting worse": "urine leaks",
        "Chest pain, new or getting worse": "no",
    }


def test_a_sheet_in_short_names_what_was_ticked(access):
    ticked = cast.make_signs(access, chest_pain=True, confusion_new=False)
    none = cast.make_signs(access, chest_pain=False, bladder_change="none")
    assert words.in_short(ticked) == "Chest pain, new or getting worse"
    assert words.in_short(none) == "none of the signs asked"


def test_a_change_says_was_and_now(access):
    entry = cast.make_pain(access, places=[("hip", "left")], worst_24h=4)
    entry.worst_24h, entry.now = 6, 2
    with changing(access):
        saving.keep_changed(access, entry, 1, {"places": []})
    changes = {c.label: (c.was, c.now) for c in words.changes(PainEntry, *entry.history)}
    assert changes == {
        "Worst in the last 24 hours": ("4", "6"),
        "Right now": ("not answered", "2"),
        "Places": (label_for("hip.left"), "not answered"),
    }


def test_a_change_of_a_places_details_is_said_with_the_place(access):
    entry = cast.make_pain(access, places=[("hip", "left")])
    place = PainPlace(site="hip", side="left", intensity=7, qualities=["dull"], is_new=False)
    with changing(access):
        saving.keep_changed(access, entry, 1, {"places": [place]})
    [change] = words.changes(PainEntry, *entry.history)
    assert change.now.startswith(f"{label_for('hip.left')} (")
    for said in ("how bad is it here: 7", "what is it like: dull ache", "is this pain new: no"):
        assert said in change.now


@pytest.mark.parametrize(
    ("model", "name", "value", "said"),
    [
        (PainEntry, "worst_24h", None, "not answered"),
        (PainEntry, "worst_24h", 0, "0"),
        (SymptomsEntry, "chest_pain", True, "yes"),
        (SymptomsEntry, "chest_pain", False, "no"),
        (SymptomsEntry, "bladder_change", "retention", "cannot pass urine"),
        (PainPlace, "pattern", "flares", "flares up"),
        (PainPlace, "qualities", ["dull", "numb"], "dull ache, numb"),
        (PainPlace, "qualities", [], "not answered"),
    ],
)
def test_a_stored_value_is_said_in_words(model, name, value, said):
    assert words.in_words(model, name, value) == said


def test_the_details_of_a_place_leave_out_what_was_not_answered(access):
    entry = cast.make_pain(access, places=[("hip", "left")])
    entry.places.update(intensity=0, worse_with=["night"])
    lines = words.lines_of(entry.places.get(), PainPlace.detail_fields)
    assert [line.value for line in lines] == ["0", "at night"]
