import re
import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import PainEntry
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast
from tests.diary import taps


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def entry(access):
    """A pain of 5 in the left hip, an hour ago on the patient's clock."""
    return cast.make_pain(access, places=[("hip", "left")])


def path(record, entry, name="entry_edit") -> str:
    """Return an address of the entry."""
    return reverse(name, args=[record.uid, "pain", entry.uid])


def form(entry, version=1, **values) -> dict:
    """Return the edit form as the page shows it, with changes."""
    shown = {"uid": str(entry.uid), "version": str(version), "when": "2026-03-02T13:00"}
    return cast.pain_form(**(shown | {"places": ["hip.left"]} | values))


def test_the_form_shows_what_is_stored(owner, record, entry):
    shown = owner.get(path(record, entry)).context["form"]
    assert (shown["worst_24h"].value(), shown["places"].value()) == (5, ["hip.left"])
    assert (shown["version"].value(), str(shown["uid"].value())) == (1, str(entry.uid))


def test_a_correction_is_saved_as_a_new_version(owner, record, entry):
    assert owner.post(path(record, entry), form(entry, worst_24h="3")).status_code == 302
    saved = PainEntry.objects.get()
    assert (saved.worst_24h, saved.version, saved.history.count()) == (3, 2, 2)


def test_a_stale_form_shows_both_and_the_next_press_saves(owner, sign_in, patient, record, entry):
    sign_in(patient).post(path(record, entry), form(entry, worst_24h="8"))
    response = owner.post(path(record, entry), form(entry, worst_24h="3", note="mine"))
    shown, page = response.context["form"], response.content.decode()
    assert response.status_code == 409
    words = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "8 yours: 3" in words
    assert "– yours: mine by patient" in words
    assert f'href="{reverse("entry", args=[record.uid, "pain", entry.uid])}"' in page
    assert (shown["worst_24h"].value(), shown["note"].value()) == ("3", "mine")
    assert PainEntry.objects.get().worst_24h == 8
    again = form(entry, version=shown["version"].value(), worst_24h="3", note="mine")
    assert owner.post(path(record, entry), again).status_code == 302
    assert (PainEntry.objects.get().worst_24h, PainEntry.objects.get().note) == (3, "mine")


def test_the_same_correction_sent_twice_is_one(owner, record, entry):
    for _press in range(2):
        assert owner.post(path(record, entry), form(entry, worst_24h="3")).status_code == 302
    assert PainEntry.objects.get().version == 2


def test_the_key_cannot_be_changed(owner, record, entry):
    owner.post(path(record, entry), form(entry, uid=str(uuid.uuid4()), worst_24h="3"))
    saved = PainEntry.objects.get()
    assert (saved.uid, saved.worst_24h) == (entry.uid, 3)


@pytest.mark.parametrize("fields", [{"worst_24h": "99"}, {"when": "2026-03-02T13:11"}])
def test_what_cannot_be_leaves_the_entry_as_it_was(owner, record, entry, fields):
    response = owner.post(path(record, entry), form(entry, note="mine", **fields))
    assert response.status_code == 422
    assert response.context["form"]["note"].value() == "mine"
    assert PainEntry.objects.values("worst_24h", "version", "note").get() == {
        "worst_24h": 5,
        "version": 1,
        "note": "",
    }


def test_an_untouched_time_keeps_moment_zone_and_day(owner, record, entry):
    PainEntry.objects.update(day=date(2026, 3, 1))
    record.zone = "Asia/Tokyo"
    record.save(update_fields=["zone"])
    owner.post(path(record, entry), form(entry, worst_24h="3"))
    saved = PainEntry.objects.get()
    assert (saved.at, saved.zone, saved.day) == (entry.at, "Europe/Berlin", date(2026, 3, 1))


def test_a_caregiver_may_correct_what_they_wrote(sign_in, caregiver, record):
    own = cast.make_pain(cast.access_of(record, caregiver))
    response = sign_in(caregiver).post(path(record, own), form(own, worst_24h="2"))
    assert response.status_code == 302
    assert PainEntry.objects.get().worst_24h == 2


@pytest.mark.parametrize("name", ["entry_edit", "entry_remove"])
def test_a_caregiver_may_not_correct_what_another_wrote(sign_in, caregiver, record, entry, name):
    response = sign_in(caregiver).post(path(record, entry, name), form(entry, worst_24h="2"))
    assert response.status_code == 403
    assert PainEntry.objects.get().worst_24h == 5


def test_the_owner_may_correct_what_a_caregiver_wrote(owner, caregiver, record):
    theirs = cast.make_pain(cast.access_of(record, caregiver))
    assert owner.post(path(record, theirs), form(theirs, worst_24h="2")).status_code == 302
    saved = PainEntry.objects.get()
    assert (saved.recorded_by, saved.history.last().by.name) == (caregiver, "patient")


def test_a_removed_entry_is_shown_instead_of_a_form(owner, record, access, entry):
    with changing(access):
        saving.remove(access, entry, 1)
    response = owner.get(path(record, entry))
    assert response.status_code == 409
    assert "This entry was removed." in response.content.decode()
    assert owner.post(path(record, entry), form(entry, worst_24h="2")).status_code == 409
    assert PainEntry.everything.get().worst_24h == 5


def test_somebody_elses_entry_is_not_there(owner, sign_in, stranger, record, entry):
    theirs = stranger.memberships.get().patient
    assert sign_in(stranger).get(path(record, entry)).status_code == 404
    assert sign_in(stranger).get(path(theirs, entry)).status_code == 404
    assert owner.get(path(theirs, entry)).status_code == 404
