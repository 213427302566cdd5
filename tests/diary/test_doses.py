"""The list of medicines and its two taps: taken now, and skipped."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from carelog.medications.models import Dose
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from tests import cast
from tests.medications.cabinet import make_dose, make_medicine


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def medicine(access):
    return make_medicine(access)


def listing(record) -> str:
    """Return the address of the list."""
    return reverse("entry_list", args=[record.uid, "medicines"])


def words_of(response) -> str:
    """Return what the main part of a page says."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", "<main" + main).split())


def tap(client, medicine, name="dose_now", follow=True, **form):
    """Tap a button of a medicine."""
    said = {"dose_now": {"units": "1"}, "dose_skip": {"reason": "forgot"}}[name]
    url = reverse(name, args=[medicine.patient.uid, medicine.uid])
    return client.post(url, {"uid": uuid.uuid4()} | said | form, follow=follow)


def test_one_tap_saves_a_dose_and_says_when(owner, medicine):
    page = tap(owner, medicine, units="1,5")
    dose = Dose.objects.get()
    assert (dose.medication, dose.units, dose.skip_reason) == (medicine, Decimal("1.5"), "")
    assert (dose.at, dose.day, dose.zone) == (cast.NOON, cast.NOON.date(), "Europe/Berlin")
    assert "Saved. Taken at 13:00. Morphine, 1.5 tablets" in words_of(page)
    assert dose.history.get().act == "created"


def test_a_tap_after_midnight_belongs_to_the_patients_day(owner, medicine, clock):
    clock.move_to("2026-03-02T23:30:45Z")
    tap(owner, medicine)
    assert str(Dose.objects.get().day) == "2026-03-03"
    assert Dose.objects.get().at.second == 0


def test_a_tap_sent_twice_is_one_dose_even_minutes_later(owner, medicine, clock):
    key = uuid.uuid4()
    tap(owner, medicine, uid=key)
    clock.shift(timedelta(minutes=3))
    page = tap(owner, medicine, uid=key)
    assert Dose.objects.count() == 1
    assert "Taken at 13:00." in words_of(page)


def test_a_key_used_for_another_amount_is_not_saved_over(owner, medicine):
    key = uuid.uuid4()
    tap(owner, medicine, uid=key)
    page = tap(owner, medicine, uid=key, units="2")
    assert page.status_code == 409
    assert "This page was used before." in words_of(page)
    assert Dose.objects.get().units == 1


def test_undo_takes_it_out_of_the_count_and_can_be_taken_back(owner, record, medicine):
    page = tap(owner, medicine)
    dose = Dose.objects.get()
    undo = reverse("entry_remove", args=[record.uid, "doses", dose.uid])
    assert f'action="{undo}"' in page.content.decode()
    owner.post(undo, {"version": 1})
    assert not Dose.objects.exists()
    again = owner.get(f"{listing(record)}?dose={dose.uid}")
    assert "This dose was removed: Morphine, 1 tablet." in words_of(again)
    owner.post(reverse("entry_put_back", args=[record.uid, "doses", dose.uid]), {"version": 2})
    assert Dose.objects.get() == dose


def test_a_skip_keeps_its_reason_and_no_amount(owner, medicine):
    page = tap(owner, medicine, "dose_skip", reason="ran_out")
    dose = Dose.objects.get()
    assert (dose.skip_reason, dose.units) == ("ran_out", None)
    assert "Saved as skipped. Morphine, skipped (ran out)" in words_of(page)
    assert "No dose written down yet." in words_of(page)


@pytest.mark.parametrize("units", ["", "0", "-1", "x", "1.234.5", "9" * 5000, "\0"])
def test_an_amount_that_cannot_be_is_asked_again(owner, medicine, units):
    page = tap(owner, medicine, units=units)
    assert page.status_code == 422
    assert not Dose.objects.exists()
    assert page.context["cards"][0].problem


@pytest.mark.parametrize("reason", ["", "taken", "because"])
def test_a_skip_needs_a_known_reason(owner, medicine, reason):
    assert tap(owner, medicine, "dose_skip", reason=reason).status_code == 422
    assert not Dose.objects.exists()


@pytest.mark.parametrize("uid", ["", "x", "1" * 5000])
def test_a_tap_without_a_key_is_not_saved(owner, medicine, uid):
    assert tap(owner, medicine, uid=uid).status_code == 422
    assert not Dose.objects.exists()


def test_a_tap_on_a_removed_medicine_says_that_nothing_was_saved(owner, access, medicine):
    with changing(access):
        saving.remove(access, medicine, 1)
    page = tap(owner, medicine)
    assert page.status_code == 409
    assert "This medicine was removed. Nothing was saved." in words_of(page)
    assert not Dose.objects.exists()


@pytest.mark.parametrize("name", ["dose_now", "dose_skip"])
def test_who_may_tap(sign_in, medicine, caregiver, clinician, stranger, name):
    answers = {"caregiver": 302, "clinician": 403, "stranger": 404}
    for user in (caregiver, clinician, stranger):
        answer = tap(sign_in(user), medicine, name, follow=False)
        assert answer.status_code == answers[user.name]
    assert Dose.objects.count() == 1


@pytest.mark.parametrize("name", ["dose_now", "dose_skip"])
def test_medicines_outside_the_scope_are_not_there(sign_in, record, medicine, caregiver, name):
    caregiver.memberships.update(scope=sorted(ALL_DOMAINS - {"medicines"}))
    client = sign_in(caregiver)
    assert tap(client, medicine, name).status_code == 404
    assert client.get(listing(record)).status_code == 404


def test_a_reader_sees_the_list_and_no_button(sign_in, record, medicine, clinician):
    page = sign_in(clinician).get(listing(record))
    assert "Morphine" in words_of(page)
    assert "Taken now" not in words_of(page)
    assert "Add a medicine" not in words_of(page)


def test_the_list_shows_the_label_and_the_last_dose(owner, record, access):
    medicine = make_medicine(access, purpose="pain", instructions="with water")
    make_dose(access, medicine, cast.NOON - timedelta(hours=5), units=2)
    said = words_of(owner.get(listing(record)))
    assert "10 mg, tablet · For: pain The label says: with water" in said
    assert "Last taken: Mon 2 Mar, 08:00 (2 tablets)" in said


def test_the_box_holds_what_was_taken_last(owner, record, access, medicine):
    make_medicine(access, "Syrup", form="liquid")
    make_dose(access, medicine, units=2)
    cards = owner.get(listing(record)).context["cards"]
    assert [(card.how_many, card.units) for card in cards] == [
        ("How many tablets?", "2"),
        ("How many ml?", ""),
    ]


def test_stopped_medicines_are_folded_below_from_their_day_on(owner, record, access, medicine):
    today = cast.NOON.date()
    make_medicine(access, "Old", stopped_on=today, stop_reason="made me sick")
    make_medicine(access, "Ending", stopped_on=today + timedelta(days=1))
    page = owner.get(listing(record))
    assert [card.medicine.name for card in page.context["cards"]] == ["Ending", "Morphine"]
    assert "1 stopped medicine" in words_of(page)
    assert "Stopped on 2 March 2026: made me sick" in words_of(page)


def test_an_empty_list_says_so_and_offers_to_add_one(owner, record):
    page = owner.get(listing(record))
    assert "No medicines yet." in words_of(page)
    assert reverse("entry_new", args=[record.uid, "medicines"]) in page.content.decode()


@pytest.mark.parametrize("dose", ["x", "1", "\0", "9" * 5000])
def test_a_key_that_is_none_is_refused(owner, record, dose):
    assert owner.get(listing(record), {"dose": dose}).status_code == 400


def test_a_dose_of_another_record_is_not_shown(owner, record, stranger):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    dose = make_dose(theirs, make_medicine(theirs, "Secret"))
    page = owner.get(listing(record), {"dose": dose.uid})
    assert page.status_code == 200
    assert "Secret" not in page.content.decode()


def test_an_editor_cannot_undo_what_the_owner_took(sign_in, access, record, caregiver, medicine):
    dose = make_dose(access, medicine)
    page = sign_in(caregiver).get(listing(record), {"dose": dose.uid})
    assert "Saved. Taken at" in words_of(page)
    assert "Undo" not in words_of(page)


def test_queries_do_not_grow_with_the_list(owner, record, access, django_assert_max_num_queries):
    for number in range(20):
        make_dose(access, make_medicine(access, f"Medicine {number}"))
    owner.get(listing(record))
    with django_assert_max_num_queries(6):
        owner.get(listing(record))


@pytest.mark.parametrize("route", ["entry_list", "timeline"])
def test_lists_of_doses_fetch_their_medicines_along(
    owner, record, access, medicine, django_assert_max_num_queries, route
):
    for minutes in range(20):
        make_dose(access, medicine, cast.NOON - timedelta(minutes=minutes))
    url = reverse(route, args=[record.uid, "doses"] if route == "entry_list" else [record.uid])
    owner.get(url)
    with django_assert_max_num_queries(7 if route == "entry_list" else 25):
        assert "Morphine, 1 tablet" in words_of(owner.get(url))


def test_undoing_a_removal_says_who_wrote_the_dose_since(owner, record, access, caregiver):
    medicine = make_medicine(access)
    dose = make_dose(access, medicine, due_at=cast.NOON)
    with changing(access):
        saving.remove(access, dose, 1)
    make_dose(cast.access_of(record, caregiver), medicine, due_at=cast.NOON, units=2)
    url = reverse("entry_put_back", args=[record.uid, "doses", dose.uid])
    page = owner.post(url, {"version": 2})
    assert page.status_code == 409
    said = "caregiver has written this down as well: Morphine, 2 tablets. Both cannot stand."
    assert said in page.content.decode()
    assert Dose.objects.count() == 1


def test_the_page_on_pain_medicines_leads_to_the_list(owner, record):
    learn = owner.get(reverse("learn_page", args=["pain-medicines"])).content.decode()
    assert reverse("log_kind", args=["medicines"]) in learn
    page = owner.get(reverse("log_kind", args=["medicines"]), follow=True)
    assert page.redirect_chain[-1][0] == listing(record)


def test_the_log_leads_to_the_medicines_where_they_are_shared(owner, sign_in, record, clinician):
    log = reverse("log_index", args=[record.uid])
    assert listing(record) in owner.get(log).content.decode()
    clinician.memberships.update(scope=["pain"])
    assert listing(record) not in sign_in(clinician).get(log).content.decode()


def test_the_form_of_a_medicine_asks_little_at_first_and_hides_no_error(owner, record):
    url = reverse("entry_new", args=[record.uid, "medicines"])
    assert '<details class="card">' in owner.get(url).content.decode()
    refused = owner.post(url, {"uid": uuid.uuid4(), "version": 0, "name": "X"})
    assert '<details class="card" open>' in refused.content.decode()


def test_the_form_of_a_dose_without_a_medicine_leads_to_adding_one(owner, record):
    page = owner.get(reverse("entry_new", args=[record.uid, "doses"]))
    assert "There is no medicine to choose yet." in words_of(page)


def test_no_page_of_medicines_says_how_much_to_take(owner, record, access, medicine):
    dose = make_dose(access, medicine)
    pages = [owner.get(listing(record))]
    for kind, row in (("medicines", medicine), ("doses", dose)):
        pages.append(owner.get(reverse("entry_new", args=[record.uid, kind])))
        pages.append(owner.get(reverse("entry", args=[record.uid, kind, row.uid])))
    for page in pages:
        assert not re.search(r"\b(you should|recommend|maximum|safe)\b", words_of(page), re.I)
