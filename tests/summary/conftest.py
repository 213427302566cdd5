"""Four months that a module's tests read, each as they were made."""

import pytest
import time_machine

from carelog.patients.access import Access
from tests import cast
from tests.summary.record import Lists, fill


@pytest.fixture(scope="module")
def four_months(shared_database) -> tuple[Access, Lists]:
    """The owner's access to a record filled by dice, and the same in lists."""
    owner = cast.make_user("four-months")
    access = cast.access_of(cast.make_patient(owner), owner)
    with time_machine.travel(cast.NOON, tick=False):
        return access, fill(access.patient, owner, 120)


@pytest.fixture
def filled(four_months, db) -> Access:
    """That access, read anew: what a test changes of record or owner is rolled back."""
    access, _lists = four_months
    access.patient.refresh_from_db()
    access.person.refresh_from_db()
    return access


@pytest.fixture
def lists(four_months) -> Lists:
    """What stands in that record."""
    return four_months[1]


@pytest.fixture
def reader(filled, sign_in):
    """A client of the owner of that record."""
    return sign_in(filled.person)
