"""The taps of a check-in, as a phone sends them."""

import uuid

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from carelog.logs.models import CheckIn, PainEntry, SymptomsEntry
from carelog.patients.models import Patient

KEY = uuid.UUID("5f3d2c1b-0a99-4e88-8d77-6c66b55a4433")
MONDAY_NOON = "2026-03-02T12:00:00+00:00"


def worst(
    client: Client, record: Patient, number: object = 6, key: uuid.UUID = KEY, **more
) -> HttpResponse:
    """First tap: a number."""
    fields = {"uid": str(key), "worst": str(number)} | more
    return client.post(reverse("check_in_start", args=[record.uid]), fields)


def too_ill(client: Client, record: Patient, key: uuid.UUID = KEY, **more) -> HttpResponse:
    """The other first tap."""
    path = reverse("check_in_too_ill", args=[record.uid])
    return client.post(path, {"uid": str(key)} | more)


def tap(client: Client, record: Patient, name: str, key: uuid.UUID = KEY, **fields) -> HttpResponse:
    """Any later tap: signs, same, done, remove, put_back."""
    return client.post(reverse(f"check_in_{name}", args=[record.uid, key]), fields)


def page(client: Client, record: Patient, key: uuid.UUID = KEY) -> HttpResponse:
    """Open the check-in's page."""
    return client.get(reverse("check_in", args=[record.uid, key]))


def standing() -> list[int]:
    """Count check-ins, pains and answer sheets that stand."""
    return [kind.objects.count() for kind in (CheckIn, PainEntry, SymptomsEntry)]
