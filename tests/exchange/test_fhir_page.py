"""Asking for a Bundle: which days, which reader, and as what it is sent."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import cast
from tests.fhir.reading import by_code, resources


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def address(access):
    for days in (0, 100, 500):
        cast.make_pain(access, cast.NOON - timedelta(days=days))
    return reverse("fhir_bundle", args=[access.patient.uid])


def test_it_is_sent_as_fhir_under_a_name_of_ours(owner, address):
    answer = owner.get(address)
    assert answer["Content-Type"] == "application/fhir+json"
    named = 'attachment; filename="carelog-2026-03-02-fhir.json"'
    assert answer["Content-Disposition"] == named
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.json()["resourceType"] == "Bundle"


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("", 1),
        ("?since=", 1),
        ("?since=2025-11-01", 2),
        ("?since=2025-03-02", 2),
        ("?until=2025-11-30", 1),
        ("?since=2024-10-01&until=2024-10-31", 1),
        ("?since=2026-03-02&until=2026-03-02", 1),
    ],
)
def test_it_tells_of_ninety_days_or_of_those_that_are_asked_for(owner, address, query, entries):
    assert len(by_code(owner.get(address + query).json(), "pain-worst-24h")) == entries


@pytest.mark.parametrize(
    "query",
    [
        *("?since=2026-03-03", "?since=2025-03-01", "?since=tomorrow", "?since=2026-02-30"),
        *("?until=2026-03-03", "?since=2026-02-02&until=2026-02-01", "?until=0001-01-01"),
    ],
)
def test_days_that_are_no_year_up_to_today_are_refused(owner, address, query):
    assert owner.get(address + query).status_code == 400


def test_snomed_codes_come_where_they_are_asked_for(owner, access, address):
    cast.make_pain(access, places=[("pelvis", "left")])
    assert b"snomed" not in owner.get(address).content
    assert b"12921003" in owner.get(f"{address}?snomed=on").content


def test_a_member_gets_what_is_in_their_scope(sign_in, clinician, address, record):
    reader = cast.make_user("reader")
    cast.join(record, reader, "viewer", "caregiver", scope=["food"])
    assert by_code(sign_in(clinician).get(address).json(), "pain-worst-24h")
    assert by_code(sign_in(reader).get(address).json(), "pain-worst-24h") == []
    assert resources(sign_in(reader).get(address).json(), "Patient")


def test_odd_letters_are_sent_as_they_are(owner, access, address):
    access.patient.name = "Zoë שלום 🦴"
    access.patient.save()
    assert "Zoë שלום 🦴".encode() in owner.get(address).content
