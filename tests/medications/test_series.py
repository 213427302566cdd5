"""Doses taken a day, and the last one of each medicine."""

from datetime import timedelta

import pytest

from carelog.medications.series import doses_a_day, needed_a_day, with_last_dose
from carelog.patients import saving
from carelog.patients.access import changing
from tests import cast
from tests.medications.cabinet import make_dose, make_medicine

TODAY = cast.NOON.date()
A_DAY = timedelta(days=1)


@pytest.fixture
def medicine(access):
    return make_medicine(access)


def test_doses_are_counted_by_day_over_all_medicines(access, medicine):
    make_dose(access, medicine, cast.NOON - A_DAY)
    make_dose(access, medicine)
    make_dose(access, make_medicine(access, "Senna"))
    assert list(doses_a_day(access, TODAY).items()) == [(TODAY - A_DAY, 1), (TODAY, 2)]


def test_doses_of_different_medicines_are_never_added_up(access, medicine):
    rescue, other = (
        make_medicine(access, name, only_when_needed=True) for name in ("Liquid", "Spray")
    )
    for one, times in ((medicine, 4), (other, 1), (rescue, 2)):
        for _time in range(times):
            make_dose(access, one)
    make_dose(access, rescue, cast.NOON - A_DAY)
    assert needed_a_day(access, TODAY) == {TODAY - A_DAY: 1, TODAY: 2}
    assert needed_a_day(access, TODAY - 2 * A_DAY) == {}


def test_what_was_skipped_removed_or_comes_later_is_not_counted(access, medicine):
    make_dose(access, medicine, skip_reason="forgot")
    make_dose(access, medicine, cast.NOON + A_DAY)
    with changing(access):
        saving.remove(access, make_dose(access, medicine), 1)
    assert doses_a_day(access, TODAY) == {}


def test_one_query_counts_all_days(access, medicine, django_assert_num_queries):
    for days in range(5):
        make_dose(access, medicine, cast.NOON - days * A_DAY)
    with django_assert_num_queries(1):
        assert len(doses_a_day(access, TODAY)) == 5


def test_a_reader_without_medicines_counts_none(record, access, clinician, medicine):
    make_dose(access, medicine)
    clinician.memberships.update(scope=["pain"])
    assert doses_a_day(cast.access_of(record, clinician), TODAY) == {}


def test_the_last_dose_is_the_last_one_taken(access, medicine):
    make_dose(access, medicine, cast.NOON - A_DAY, units=3)
    make_dose(access, medicine, cast.NOON - 2 * A_DAY, units=2)
    make_dose(access, medicine, skip_reason="asleep")
    found = with_last_dose(access).get()
    assert (found.last_at, found.last_units) == (cast.NOON - A_DAY, 3)


def test_a_medicine_never_taken_has_no_last_dose(access, medicine):
    make_dose(access, make_medicine(access, "Senna"))
    assert with_last_dose(access).get(pk=medicine.pk).last_at is None
