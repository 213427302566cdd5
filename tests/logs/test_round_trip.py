"""What a person says comes back as they said it, and a restore says it again."""

import uuid
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.logs.body_map import GROUPS
from carelog.logs.forms import PainForm
from carelog.logs.models import PainEntry, PainPlace
from carelog.logs.models.pain import SCORES
from tests import cast
from tests.cast import pain_form

OFFERED = sorted(code for _heading, places in GROUPS for code, _label in places)
quietly = settings(max_examples=25)


@st.composite
def said(draw) -> dict:
    """What can be said about a pain: scores in order, places, a note, a time."""
    scores = sorted(draw(st.integers(0, 10)) for _score in range(3))
    values = dict(zip(("least_24h", "average_24h", "worst_24h"), scores, strict=True))
    values["now"] = draw(st.integers(0, scores[2]))
    kept = draw(st.sets(st.sampled_from(SCORES), min_size=1))
    text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40)
    when = draw(st.datetimes(datetime(1901, 1, 1), datetime(2026, 3, 1)))
    return {name: str(values[name]) if name in kept else "" for name in SCORES} | {
        "places": sorted(draw(st.sets(st.sampled_from(OFFERED), max_size=12))),
        "note": draw(text),
        "when": when.strftime("%Y-%m-%dT%H:%M"),
    }


@pytest.fixture(autouse=True)
def clock():
    """One o'clock on Monday 2 March 2026 in the patient's Berlin."""
    with time_machine.travel(cast.NOON, tick=False):
        yield


def save(client, record, form) -> PainEntry:
    """Save a new entry and fetch it."""
    form = {"uid": str(uuid.uuid4()), "version": "0"} | form
    response = client.post(reverse("entry_new", args=[record.uid, "pain"]), form)
    assert response.status_code == 302, response.context["form"].errors
    return PainEntry.objects.get(uid=form["uid"])


def correct(client, record, entry, form) -> None:
    """Correct an entry."""
    form = {"uid": str(entry.uid), "version": str(entry.version)} | form
    address = reverse("entry_edit", args=[record.uid, "pain", entry.uid])
    response = client.post(address, form)
    assert response.status_code == 302, response.context["form"].errors


@quietly
@given(said())
def test_what_was_said_is_in_the_row_its_snapshot_and_its_form(owner, record, form):
    entry = save(owner, record, form)
    shown, snapshot = PainForm(instance=entry), entry.history.get().snapshot
    for name in SCORES:
        assert getattr(entry, name) == snapshot[name] == shown[name].value()
        assert str("" if snapshot[name] is None else snapshot[name]) == form[name]
    codes = [f"{place['site']}.{place['side']}" for place in snapshot["places"]]
    assert codes == shown["places"].value() == form["places"]
    assert entry.note == snapshot["note"]
    assert entry.day.isoformat() == form["when"][:10]


@quietly
@given(said(), said())
def test_restoring_the_first_version_says_the_first_thing_again(owner, record, first, second):
    entry = save(owner, record, first)
    correct(owner, record, entry, second)
    address = reverse("entry_restore", args=[record.uid, "pain", entry.uid, 1])
    version = PainEntry.objects.get(pk=entry.pk).version
    owner.post(address, {"version": version})
    history = list(entry.history)
    assert len(history) == 3
    assert history[-1].snapshot == history[0].snapshot


def test_the_form_of_a_pain_reads_its_places_once(access):
    pain = cast.make_pain(access, places=[("hip", "left")])
    with CaptureQueriesContext(connection) as queries:
        form = PainForm(pain_form(places=["hip.left", "rib.right"], version="1"), instance=pain)
        assert form.is_valid()
        stood, new = form.children()["places"]
    assert sum(PainPlace._meta.db_table in query["sql"] for query in queries) == 1
    assert (stood.pk, new.pk) == (pain.places.get().pk, None)
