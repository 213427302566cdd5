"""A body too large is refused before it is read; the largest form a person can fill in passes."""

import io
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from carelog.logs.body_map import GROUPS
from carelog.logs.models import PainEntry
from carelog.logs.models.pain import SCORES
from carelog.text import NOTE_LENGTH
from tests import cast

PLACES = [code for _heading, places in GROUPS for code, _label in places]
# The longest text in the fewest characters: four bytes each, each byte three when encoded.
LONGEST_NOTE = "🦴" * NOTE_LENGTH


class Unreadable(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def answer(length: str) -> tuple[int, bytes]:
    """Send a body that says it is this long; return the status and the page."""
    environ = RequestFactory().post("/account/login/").environ
    response = Client().request(**environ | {"CONTENT_LENGTH": length, "wsgi.input": Unreadable()})
    return response.status_code, response.content


@pytest.mark.parametrize("more", [1, 10**9])
def test_a_body_above_the_limit_is_refused_unread(more):
    status, page = answer(str(settings.MAX_BODY_BYTES + more))
    assert status == 413
    assert b"That is too much at once" in page


@pytest.mark.parametrize("length", ["-1", "ten", "1e9", "9" * 13, "0x10"])
def test_a_length_that_is_no_length_is_refused_unread(length):
    status, page = answer(length)
    assert status == 400
    assert b"This address does not work" in page


@pytest.mark.django_db
def test_a_body_of_just_the_limit_is_read(client):
    body = b"note=" + b"x" * (settings.MAX_BODY_BYTES - 5)
    response = client.post(
        "/account/login/", body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 200


def test_the_largest_form_a_person_can_fill_in_is_saved(owner, access):
    full = cast.pain_form(places=PLACES[:12], note=LONGEST_NOTE, **dict.fromkeys(SCORES, "10"))
    url = reverse("entry_new", args=[access.patient.uid, "pain"])
    with time_machine.travel(cast.NOON, tick=False):
        response = owner.post(url, full)
    assert response.status_code == 302
    entry = access.rows(PainEntry).get()
    assert len(entry.note) == NOTE_LENGTH
    assert entry.places.count() == 12


def test_a_form_with_every_place_ticked_is_read_and_answered_in_words(owner, access):
    every = cast.pain_form(places=PLACES, note=LONGEST_NOTE, **dict.fromkeys(SCORES, "10"))
    url = reverse("entry_new", args=[access.patient.uid, "pain"])
    with time_machine.travel(cast.NOON, tick=False):
        response = owner.post(url, every)
    assert response.status_code == 422
    assert b"Choose at most 12 places." in response.content


def test_the_largest_form_is_far_below_the_limits():
    every = cast.pain_form(places=PLACES, note=LONGEST_NOTE, **dict.fromkeys(SCORES, "10"))
    assert len(urlencode(every, doseq=True)) * 2 < settings.MAX_BODY_BYTES
    assert (len(PLACES) + 10) * 2 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.django_db
def test_more_fields_than_any_form_has_are_refused(client):
    fields = {f"field{n}": "x" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post("/account/login/", fields).status_code == 400


@pytest.mark.django_db
def test_a_file_is_refused(client):
    response = client.post("/account/login/", {"login": io.BytesIO(b"a file")})
    assert response.status_code == 400
