import re

import pytest
from django.urls import reverse

from carelog.logs.models import PainEntry, PainPlace
from tests import cast

DETAILS = {
    "intensity": "7",
    "is_new": "yes",
    "sudden_onset": "no",
    "night_waking": "",
    "pattern": "with_movement",
    "qualities": ["dull", "burning"],
    "worse_with": ["night"],
    "better_with": [],
}


@pytest.fixture
def entry(access):
    """A pain in two places."""
    return cast.make_pain(access, places=[("hip", "left"), ("jaw", "middle")])


def save(client, record, entry, code="hip.left", version=1, **fields):
    """Save the details of one place."""
    address = reverse("pain_place", args=[record.uid, entry.uid, code])
    return client.post(address, DETAILS | {"version": version} | fields)


def test_details_are_saved_with_their_entrys_version(owner, record, entry):
    assert save(owner, record, entry).status_code == 302
    place = PainPlace.objects.get(site="hip")
    assert (place.intensity, place.is_new, place.sudden_onset) == (7, True, False)
    assert (place.night_waking, place.team_knows, place.pattern) == (None, None, "with_movement")
    assert (place.qualities, place.worse_with, place.better_with) == (
        ["dull", "burning"],
        ["night"],
        [],
    )
    assert PainEntry.objects.get().version == 2


def test_the_other_place_stays_and_history_holds_both(owner, record, entry):
    save(owner, record, entry)
    snapshot = PainEntry.objects.get().history.last().snapshot
    assert {p["site"]: p["intensity"] for p in snapshot["places"]} == {"hip": 7, "jaw": None}


def test_details_outlive_an_edit_of_the_scores(owner, record, entry):
    save(owner, record, entry)
    form = cast.pain_form(uid=str(entry.uid), version="2", worst_24h="9", when="2026-03-02T13:00")
    form |= {"places": ["hip.left", "jaw.middle"]}
    path = reverse("entry_edit", args=[record.uid, "pain", entry.uid])
    assert owner.post(path, form).status_code == 302
    place = PainPlace.objects.get(site="hip")
    assert (place.pain.worst_24h, place.intensity, place.qualities) == (9, 7, ["dull", "burning"])


def test_saying_more_about_a_carried_place_makes_it_said_today(owner, record, entry):
    PainPlace.objects.update(carried_from="2026-03-01")
    save(owner, record, entry)
    assert PainPlace.objects.get(site="hip").carried_from is None
    assert PainPlace.objects.get(site="jaw").carried_from is not None


def test_a_stale_form_keeps_what_was_chosen_and_the_next_press_saves(owner, record, entry):
    save(owner, record, entry, "jaw.middle", intensity="1")
    response = save(owner, record, entry)
    shown = response.context["form"]
    assert response.status_code == 409
    assert shown["intensity"].value() == "7"
    assert PainPlace.objects.get(site="hip").intensity is None
    assert save(owner, record, entry, version=shown["version"].value()).status_code == 302
    assert PainPlace.objects.get(site="hip").intensity == 7


@pytest.mark.parametrize("name", ["intensity", "pattern", "is_new"])
def test_a_question_with_an_error_is_marked_and_named_invalid(owner, record, entry, name):
    page = save(owner, record, entry, **{name: "odd"}).content.decode()
    (fieldset,) = re.findall(r"<fieldset[^>]*aria-invalid=\"true\"[^>]*>", page)
    assert f'aria-describedby="id_{name}_error"' in fieldset


@pytest.mark.parametrize("code", ["hip.right", "elbow.left", "hip", "hip.left.left", "%00"])
def test_a_place_that_is_not_in_the_entry_is_not_there(owner, record, entry, code):
    assert save(owner, record, entry, code).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"qualities": ["sweet"]}, {"intensity": "11"}, {"pattern": "x"}, {"is_new": "maybe"}]
)
def test_an_unknown_choice_is_asked_again(owner, record, entry, fields):
    assert save(owner, record, entry, **fields).status_code == 422
    assert PainEntry.objects.get().version == 1


@pytest.mark.parametrize(
    ("person", "status"), [("clinician", 403), ("caregiver", 403), ("stranger", 404)]
)
def test_others_cannot_change_it(request, sign_in, record, entry, person, status):
    client = sign_in(request.getfixturevalue(person))
    assert save(client, record, entry).status_code == status
    assert PainEntry.objects.get().version == 1
