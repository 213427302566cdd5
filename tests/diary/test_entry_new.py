import re
import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from carelog.logs.models import PainEntry, SymptomsEntry
from tests import cast
from tests.diary import taps


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(taps.MONDAY_NOON, tick=False) as traveller:
        yield traveller


def path(record, kind="pain") -> str:
    """Return the address of a new entry."""
    return reverse("entry_new", args=[record.uid, kind])


def test_the_form_starts_with_now_on_the_patients_clock_and_a_new_key(owner, record):
    form = owner.get(path(record)).context["form"]
    assert form["when"].value() == datetime(2026, 3, 2, 13, 0)
    assert uuid.UUID(str(form["uid"].value()))


def test_a_good_form_is_saved_and_shown(owner, record):
    form = cast.pain_form(worst_24h="7", now="3", note="after the stairs", places=["hip.left"])
    response = owner.post(path(record), form, follow=True)
    entry = PainEntry.objects.get()
    assert (entry.worst_24h, entry.now, entry.note) == (7, 3, "after the stairs")
    assert [place.code for place in entry.places.all()] == ["hip.left"]
    address = reverse("entry", args=[record.uid, "pain", entry.uid])
    assert response.redirect_chain[0][0] == f"{address}?saved=1"
    assert "Saved." in response.content.decode()


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(owner, record):
    form = cast.pain_form(worst_24h="11", now="3", note="my words", when="yesterday")
    response = owner.post(path(record), form | {"places": ["hip.left"]})
    page, shown = response.content.decode(), response.context["form"]
    assert response.status_code == 422
    assert set(shown.errors) >= {"worst_24h", "when"}
    assert "Enter a date and a time" in page
    assert shown["note"].value() == "my words"
    assert (shown["now"].value(), shown["places"].value()) == ("3", ["hip.left"])
    assert shown["uid"].value() == form["uid"]
    assert not PainEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"worst_24h": ""}, "Choose at least one number."),
        ({"worst_24h": "2", "least_24h": "5"}, "The least pain is above the worst."),
        ({"worst_24h": "2", "average_24h": "5"}, "The average is above the worst."),
        ({"average_24h": "2", "least_24h": "5"}, "The least pain is above the average."),
        ({"places": ["elbow.left"]}, "One of the places is not known."),
        ({"when": "1899-12-31T12:00"}, "Enter a date and a time"),
        ({"when": "1900-01-01T00:00"}, "The time must be between 1900 and 2100."),
    ],
)
def test_what_cannot_be_is_said_in_words(owner, record, fields, words):
    response = owner.post(path(record), cast.pain_form(**fields))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not PainEntry.objects.exists()


def test_at_most_twelve_places_are_kept(owner, record):
    codes = [
        code for code, _label in owner.get(path(record)).context["form"].fields["places"].choices
    ]
    response = owner.post(path(record), cast.pain_form(places=codes[:13]))
    assert response.status_code == 422
    assert "Choose at most 12 places." in response.content.decode()
    assert owner.post(path(record), cast.pain_form(places=codes[:12])).status_code == 302


def test_the_same_form_twice_is_one_entry(owner, record):
    form = cast.pain_form(places=["hip.left"])
    first, second = owner.post(path(record), form), owner.post(path(record), form)
    assert first.url == second.url
    assert PainEntry.objects.get().version == 1


def test_a_replay_after_an_edit_is_no_conflict_and_changes_nothing(owner, record):
    form = cast.pain_form(worst_24h="5")
    owner.post(path(record), form)
    edit = reverse("entry_edit", args=[record.uid, "pain", form["uid"]])
    owner.post(edit, form | {"version": "1", "worst_24h": "8"})
    assert owner.post(path(record), form).status_code == 302
    assert PainEntry.objects.get().worst_24h == 8


def test_a_key_used_for_another_body_shows_both_and_the_next_press_saves(owner, record):
    form = cast.pain_form(worst_24h="5")
    owner.post(path(record), form)
    response = owner.post(path(record), form | {"worst_24h": "8"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "5 yours: 8" in " ".join(re.sub("<[^>]+>", " ", page).split())
    assert response.context["form"]["worst_24h"].value() == "8"
    again = {name: response.context["form"][name].value() for name in ("uid", "version")}
    edit = reverse("entry_edit", args=[record.uid, "pain", again["uid"]])
    assert edit in page
    assert owner.post(edit, form | again | {"worst_24h": "8"}).status_code == 302
    assert PainEntry.objects.get().worst_24h == 8


def test_a_key_of_another_record_reveals_nothing(owner, record, stranger):
    theirs = cast.make_pain(cast.access_of(stranger.memberships.get().patient, stranger))
    form = cast.pain_form(uid=str(theirs.uid), worst_24h="2")
    assert owner.post(path(record), form).status_code == 302
    assert PainEntry.objects.get(patient=record).worst_24h == 2


@pytest.mark.parametrize(("when", "status"), [("13:10", 302), ("13:11", 422)])
def test_more_than_ten_minutes_ahead_is_refused(owner, record, when, status):
    response = owner.post(path(record), cast.pain_form(when=f"2026-03-02T{when}"))
    assert response.status_code == status
    assert PainEntry.objects.exists() is (status == 302)


def test_the_hour_skipped_in_spring_moves_forward_with_a_notice(clock, sign_in, patient, record):
    clock.move_to("2026-03-30T12:00Z")
    form = cast.pain_form(when="2026-03-29T02:30")
    response = sign_in(patient).post(path(record), form, follow=True)
    assert "That hour does not exist that night. The time was moved." in response.content.decode()
    assert PainEntry.objects.get().at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_the_hour_that_comes_twice_in_autumn_means_its_first_coming(
    clock, sign_in, patient, record
):
    clock.move_to("2026-10-26T12:00Z")
    response = sign_in(patient).post(path(record), cast.pain_form(when="2026-10-25T02:30"))
    assert response.status_code == 302
    assert PainEntry.objects.get().at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_zone_and_day_are_those_of_the_patients_clock(clock, sign_in, patient, record):
    record.zone = "Pacific/Auckland"
    record.save(update_fields=["zone"])
    sign_in(patient).post(path(record), cast.pain_form(when="2026-03-03T00:30"))
    entry = PainEntry.objects.get()
    assert (entry.zone, entry.day) == ("Pacific/Auckland", date(2026, 3, 3))
    assert entry.at == datetime(2026, 3, 2, 11, 30, tzinfo=UTC)


def test_a_note_is_kept_in_one_normal_form(owner, record):
    owner.post(path(record), cast.pain_form(note="cafe\u0301\r\nbed"))
    assert PainEntry.objects.get().note == "caf\u00e9\nbed"


def test_signs_need_a_tick_or_none_of_these(owner, record):
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T12:00"}
    assert owner.post(path(record, "symptoms"), form).status_code == 422
    both = form | {"ticked": ["chest_pain"], "none_of_these": "on"}
    response = owner.post(path(record, "symptoms"), both)
    assert response.status_code == 422
    assert 'value="chest_pain" checked' in response.content.decode()
    assert not SymptomsEntry.objects.exists()


def test_how_the_bladder_changed_can_be_said(owner, record):
    form = {"uid": str(uuid.uuid4()), "version": "0", "when": "2026-03-02T12:00"}
    owner.post(path(record, "symptoms"), form | {"bladder": "retention"})
    assert SymptomsEntry.objects.get().bladder_change == "retention"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_cannot_write(sign_in, clinician, record, method):
    response = getattr(sign_in(clinician), method)(path(record), cast.pain_form())
    assert response.status_code == 403
    assert not PainEntry.objects.exists()


def test_a_writer_without_the_scope_cannot_write(sign_in, caregiver, record):
    caregiver.memberships.update(scope=["symptoms"])
    assert sign_in(caregiver).post(path(record), cast.pain_form()).status_code == 404
    assert not PainEntry.objects.exists()
