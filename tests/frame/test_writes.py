"""Every page that writes to a record raises its data version; no page that reads does."""

import uuid

import pytest
import time_machine
from django.test import Client

from carelog.diary.kinds import RECORDED
from carelog.patients.models import Patient, Revision
from tests import cast
from tests.frame.access_table import ACT, ACT_AND_SHOW, FORM, NOT_GET, OWNERS_FORM, RECORD
from tests.frame.harm import signed_in
from tests.frame.site import address, body, fill

WRITING = [
    (name, kind)
    for name, shape in RECORD.items()
    for kind in ([k.slug for k in RECORDED] if name.startswith("entry") else ["pain"])
    if shape in (FORM, OWNERS_FORM, ACT, ACT_AND_SHOW)
]
# The check-in is not removed.
NOTHING_TO_DO = {"check_in_put_back"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture(scope="module")
def filled(shared_database):
    """The owner's access to a record with one of everything, and the ids of what stands in it."""
    with time_machine.travel(cast.NOON, tick=False):
        patient = cast.make_user("patient")
        access = cast.access_of(cast.make_patient(patient), patient)
        return access, fill(access, *(kind.slug for kind in RECORDED))


@pytest.fixture
def access(filled, db):
    """The owner's access to that record."""
    return filled[0]


@pytest.fixture
def ids(filled):
    """The ids of what stands in that record."""
    return filled[1]


@pytest.fixture(scope="module")
def cookies(filled):
    """The owner's session, fresh from the password."""
    with time_machine.travel(cast.NOON, tick=False):
        client = signed_in(filled[0].actor)
        # What is for the person alone is shown once it was opened, or answered.
        for name in ("private_list", "private_new"):
            client.post(address(name, filled[1]), body(name))
        return client.cookies.output(header="").strip()


@pytest.fixture
def owner(cookies, access):
    """The owner's client."""
    client = Client()
    client.cookies.load(cookies)
    return client


def version_of(record) -> int:
    return Patient.objects.values_list("data_version", flat=True).get(pk=record.pk)


@pytest.mark.parametrize(("name", "kind"), WRITING)
def test_a_page_that_writes_raises_the_data_version(owner, access, ids, name, kind):
    before = version_of(access.patient)
    assert owner.post(address(name, ids, kind), body(name, kind)).status_code < 400
    assert (version_of(access.patient) > before) is (name not in NOTHING_TO_DO)


@pytest.mark.parametrize("name", [name for name, shape in RECORD.items() if shape.get != NOT_GET])
def test_a_page_that_is_read_changes_nothing(owner, access, ids, name):
    before = version_of(access.patient), Revision.objects.count()
    assert owner.get(address(name, ids)).status_code == 200
    assert (version_of(access.patient), Revision.objects.count()) == before


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n, k in WRITING if RECORD[n] is FORM])
def test_a_form_in_error_changes_nothing(owner, access, ids, name, kind):
    before = version_of(access.patient), Revision.objects.count()
    response = owner.post(address(name, ids, kind), {"uid": uuid.uuid4(), "note": "kept \N{BONE}"})
    assert response.status_code == 422
    assert (version_of(access.patient), Revision.objects.count()) == before
