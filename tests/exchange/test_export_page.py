"""The page that lists the files."""

import pytest
import time_machine
from django.urls import reverse

from carelog.patients.models import AccessEvent
from tests import cast


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def page(record):
    return reverse("export", args=[record.uid])


def test_it_leads_to_every_file(owner, page, record):
    shown = owner.get(page).content.decode()
    for table in ("daily", "pain", "mood", "doses", "pain-places", "check-ins", "numbers"):
        assert reverse("export_csv", args=[record.uid, table]) in shown
    assert reverse("export_json", args=[record.uid]) in shown
    assert reverse("fhir_bundle", args=[record.uid]) in shown


def test_it_offers_a_member_what_is_in_their_scope(sign_in, clinician, page, record):
    shown = sign_in(clinician).get(page).content.decode()
    assert reverse("export_csv", args=[record.uid, "pain"]) in shown
    assert reverse("export_csv", args=[record.uid, "mood"]) not in shown


def test_it_says_when_notes_are_not_shared(sign_in, record, page):
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["pain"])
    assert "Notes are not shared with you" in sign_in(reader).get(page).content.decode()


def test_whoever_takes_files_along_stands_in_the_access_log(sign_in, clinician, page, record):
    client = sign_in(clinician)
    client.get(page)
    client.get(reverse("fhir_bundle", args=[record.uid]))
    events = AccessEvent.objects.filter(actor=clinician.access_key, record=record.access_key)
    assert set(events.values_list("act", "page")) == {("read", "export"), ("read", "fhir")}


def test_it_warns_that_a_file_cannot_be_taken_back(owner, page):
    assert "it cannot be taken back" in owner.get(page).content.decode()
