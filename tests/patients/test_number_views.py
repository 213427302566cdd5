"""The numbers to call: added once, changed with care, removed and put back."""

import uuid

import pytest
from django.urls import reverse

from carelog.patients.models import Number
from tests import cast


@pytest.fixture
def number(access):
    return cast.make_number(access)


@pytest.fixture
def to(record):
    """Return the address of a page of the record's numbers."""
    return lambda name, *args: reverse(name, args=[record.uid, *args])


def form(**values) -> dict:
    new = {"uid": str(uuid.uuid4()), "version": "0", "role": "team", "number": "+49 30 1234"}
    return new | values


def test_a_number_is_added(owner, to, patient):
    response = owner.post(to("number_new"), form(hours="8 to 16"))
    number = Number.objects.get()
    assert response["Location"] == to("number_list")
    assert (number.role, number.number, number.hours) == ("team", "+49 30 1234", "8 to 16")
    assert number.recorded_by == patient
    assert number.tel == "+49301234"


def test_a_number_sent_twice_is_added_once(owner, to):
    twice = form()
    for _press in range(2):
        assert owner.post(to("number_new"), twice).status_code == 302
    assert Number.everything.count() == 1


def test_the_same_key_with_another_number_is_not_saved_in_silence(owner, to):
    first = form()
    owner.post(to("number_new"), first)
    response = owner.post(to("number_new"), first | {"number": "030 9999"})
    assert response.status_code == 409
    assert b"+49 30 1234" in response.content
    assert b"030 9999" in response.content
    assert Number.everything.get().number == "+49 30 1234"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", ""),
        ("number", "call me"),
        ("number", "1" * 31),
        ("number", "javascript:1"),
        ("role", "aunt"),
        ("hours", "x" * 81),
        ("uid", "1"),
        ("version", "-1"),
    ],
)
def test_a_number_that_cannot_be_dialled_is_shown_again_with_what_was_typed(
    owner, to, field, value
):
    response = owner.post(to("number_new"), form(hours="day and night") | {field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert b"day and night" in response.content or field == "hours"
    assert not Number.everything.exists()


def test_a_number_is_changed_and_its_history_kept(owner, to, number):
    response = owner.post(to("number_edit", number.uid), form(version="1", number="030 7"))
    assert response.status_code == 302
    number.refresh_from_db()
    assert (number.number, number.version) == ("030 7", 2)
    assert [each.snapshot["number"] for each in number.history] == ["+49 30 5550", "030 7"]


def test_an_edit_keeps_key_record_and_author_whatever_is_posted(owner, to, number, stranger):
    other = {"patient": stranger.memberships.get().patient_id, "recorded_by": stranger.pk}
    owner.post(to("number_edit", number.uid), form(version="1", **other))
    changed = Number.everything.get()
    assert (changed.version, changed.uid) == (2, number.uid)
    assert (changed.patient, changed.recorded_by) == (number.patient, number.recorded_by)


def test_an_edit_from_an_old_page_shows_both_and_the_next_press_saves(owner, to, number):
    url = to("number_edit", number.uid)
    owner.post(url, form(version="1", number="030 7"))
    stale = owner.post(url, form(version="1", number="030 8"))
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "030 7" in page
    assert 'value="030 8"' in page
    assert Number.objects.get().number == "030 7"
    assert 'name="version" value="2"' in page
    assert owner.post(url, form(version="2", number="030 8")).status_code == 302


def test_a_removed_number_can_be_put_back_from_the_page_that_follows(owner, to, number):
    page = owner.post(to("number_remove", number.uid)).content.decode()
    assert not Number.objects.exists()
    assert to("number_put_back", number.uid) in page
    page = owner.post(to("number_put_back", number.uid)).content.decode()
    assert Number.objects.get() == number
    assert number.number in page


def test_a_removed_number_is_on_no_list_and_cannot_be_edited(owner, to, number):
    owner.post(to("number_remove", number.uid))
    assert number.number.encode() not in owner.get(to("number_list")).content
    assert owner.get(to("number_edit", number.uid)).status_code == 404
    assert owner.post(to("number_edit", number.uid), form(version="2")).status_code == 404


def test_removing_twice_is_once(owner, to, number):
    for _press in range(2):
        assert owner.post(to("number_remove", number.uid)).status_code == 200
    assert Number.everything.get().version == 2


def test_after_a_save_the_person_is_back_where_they_came_from(owner, to, record):
    here = reverse("today", args=[record.uid])
    assert owner.post(to("number_new"), form(next=here))["Location"] == here


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "elsewhere",
        "http:///elsewhere.example",
        "",
    ],
)
def test_a_save_never_leads_to_another_site(owner, to, elsewhere):
    assert owner.post(to("number_new"), form(next=elsewhere))["Location"] == to("number_list")


def test_a_foreign_way_back_is_not_put_into_the_page_as_a_link(owner, to):
    page = owner.get(to("number_new"), {"next": "https://elsewhere.example/"}).content
    assert b'href="https://elsewhere' not in page


def test_a_reader_sees_the_numbers_and_no_button_to_change_them(sign_in, clinician, to, number):
    page = sign_in(clinician).get(to("number_list")).content.decode()
    assert number.number in page
    assert to("number_remove", number.uid) not in page
    assert to("number_new") not in page
