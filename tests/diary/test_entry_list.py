from datetime import timedelta

import pytest
from django.urls import reverse

from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast


def path(record, kind="pain") -> str:
    """Return the address of a list."""
    return reverse("entry_list", args=[record.uid, kind])


def scores(response) -> list[int]:
    """Return the worst scores listed, in order."""
    months = response.context["months"]
    return [entry.worst_24h for _month, lines in months for entry, *_words in lines]


def test_newest_first_with_who_wrote_it(owner, sign_in, record, access, caregiver):
    cast.make_pain(access, cast.NOON - timedelta(days=1), worst_24h=3)
    cast.make_pain(cast.access_of(record, caregiver), cast.NOON, worst_24h=7)
    response = owner.get(path(record))
    assert scores(response) == [7, 3]
    assert "by caregiver" in response.content.decode()


def test_fifty_stand_on_a_page(owner, record, access):
    for minutes in range(51):
        cast.make_pain(access, cast.NOON - timedelta(minutes=minutes), worst_24h=minutes % 11)
    first, second = owner.get(path(record)), owner.get(path(record) + "?page=2")
    assert (len(scores(first)), len(scores(second))) == (50, 1)
    assert "Page 1 of 2" in first.content.decode()
    assert "?page=2" in first.content.decode()


def test_a_page_past_the_end_is_the_last_page(owner, record, access):
    cast.make_pain(access, worst_24h=4)
    assert scores(owner.get(path(record) + "?page=10000")) == [4]


@pytest.mark.parametrize("page", ["10001", "0", "-1", "x", "1.5", "9" * 5000, "%00"])
def test_a_page_outside_one_to_ten_thousand_is_refused(owner, record, page):
    assert owner.get(f"{path(record)}?page={page}").status_code == 400


def test_unknown_parameters_are_ignored(owner, record):
    assert owner.get(path(record) + "?score=abc&day=2026-13-01").status_code == 200


def test_a_removed_entry_is_left_out(owner, record, access):
    pain = cast.make_pain(access)
    with changing(access):
        saving.remove(access, pain, 1)
    assert scores(owner.get(path(record))) == []


@pytest.mark.parametrize("kind", ["pain", "symptoms"])
def test_an_empty_list_says_so(owner, record, kind):
    page = owner.get(path(record, kind)).content.decode()
    assert "Nothing written yet. When you log something, it stands here." in page


def test_signs_are_listed_in_words(owner, record, access):
    cast.make_signs(access, chest_pain=True, unsteady_new=True)
    cast.make_signs(access, cast.NOON - timedelta(days=1), chest_pain=False)
    page = owner.get(path(record, "symptoms")).content.decode()
    assert "Unsteady on your feet, new or getting worse; Chest pain, new or getting worse" in page
    assert "None of the signs asked" in page


def test_a_kind_outside_the_readers_scope_is_not_there(sign_in, clinician, record):
    clinician.memberships.update(scope=["symptoms"])
    client = sign_in(clinician)
    assert client.get(path(record)).status_code == 404
    assert client.get(path(record, "symptoms")).status_code == 200


def test_a_kind_that_does_not_exist_is_not_there(owner, record):
    assert owner.get(path(record).replace("/pain/", "/mood-swing/")).status_code == 404


def test_queries_do_not_grow_with_the_list(owner, record, access, django_assert_max_num_queries):
    for minutes in range(30):
        cast.make_pain(access, cast.NOON - timedelta(minutes=minutes), [("hip", "left")])
    owner.get(path(record))
    with django_assert_max_num_queries(7):
        owner.get(path(record))
