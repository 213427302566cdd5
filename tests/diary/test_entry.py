import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carelog.logs.body_map import label_for
from carelog.logs.models import PainEntry
from carelog.talk import actions as talk
from carelog.talk.models import Comment
from tests import cast


def path(record, entry, name="entry") -> str:
    """Return an address of the entry."""
    return reverse(name, args=[record.uid, "pain", entry.uid])


def corrected(client, record, entry, **values) -> None:
    """Correct an entry as its own form would."""
    shown = {"uid": str(entry.uid), "version": str(entry.version), "when": "2026-03-02T13:00"}
    assert client.post(path(record, entry, "entry_edit"), cast.pain_form(**(shown | values))).url


def test_history_says_what_was_and_is_by_whom_and_when(sign_in, patient, record, access):
    entry = cast.make_pain(access, worst_24h=4)
    with time_machine.travel("2026-03-02T15:20Z", tick=False):
        client = sign_in(patient)
        corrected(client, record, entry, worst_24h="6")
        page = " ".join(client.get(path(record, entry)).content.decode().split())
    assert "Worst in the last 24 hours: was 4, now 6" in page
    assert "Changed · by patient · 2 Mar 2026, 16:20" in page
    assert "Written · by patient · " in page


def test_it_says_who_wrote_what_for_whom(sign_in, clinician, caregiver, record):
    entry = cast.make_pain(cast.access_of(record, caregiver))
    caregiver.memberships.update(state="left")
    page = " ".join(sign_in(clinician).get(path(record, entry)).content.decode().split())
    said = "by caregiver (family or caregiver) for Test patient"
    assert f"<dt>Written</dt><dd>{said}</dd>" in page
    assert f"Written · {said} · " in page


def test_many_writers_and_comments_cost_no_more_queries(owner, record, caregiver, access):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            owner.get(path(record, entry))
        return len(captured)

    entry, theirs = cast.make_pain(access), cast.access_of(record, caregiver)
    talk.say(theirs, Comment(kind="pain", about=entry.uid, domain="pain", text="Shall I ring?"))
    owner.get(path(record, entry))
    few = asked()
    for score in (4, 5, 6):
        user = cast.make_user(f"editor{score}")
        cast.join(record, user, "editor", "caregiver")
        theirs = cast.access_of(record, user)
        comment = Comment(kind="pain", about=entry.uid, domain="pain", text="Yes")
        talk.say(theirs, comment)
        corrected(owner, record, PainEntry.objects.get(), worst_24h=str(score))
    owner.get(path(record, entry))
    assert asked() == few


def test_history_names_places_that_came_and_went(owner, record, access):
    entry = cast.make_pain(access, places=[("hip", "left")])
    corrected(owner, record, entry, places=["jaw.middle"])
    page = owner.get(path(record, entry)).content.decode()
    assert f"Places: was {label_for('hip.left')}, now {label_for('jaw.middle')}" in page


def test_the_page_says_the_time_with_its_zone_and_who_wrote_it(owner, record, access):
    page = owner.get(path(record, cast.make_pain(access))).content.decode()
    assert "2 March 2026, 13:00 (Europe/Berlin)" in page
    assert "<dt>Written</dt><dd>by patient</dd>" in page


@pytest.mark.parametrize(("scope", "shown"), [(["pain", "notes"], True), (["pain"], False)])
def test_notes_and_their_history_need_the_notes_scope(
    owner, sign_in, clinician, record, access, scope, shown
):
    entry = cast.make_pain(access)
    corrected(owner, record, entry, note="first words")
    entry.refresh_from_db()
    corrected(owner, record, entry, note="second words")
    clinician.memberships.update(scope=scope)
    page = sign_in(clinician).get(path(record, entry)).content.decode()
    assert ("second words" in page) is shown
    assert ("first words" in page) is shown


def test_a_reader_sees_no_buttons(sign_in, clinician, record, access):
    entry = cast.make_pain(access, places=[("hip", "left")])
    page = sign_in(clinician).get(path(record, entry)).content.decode()
    for name in ("entry_edit", "entry_remove"):
        assert path(record, entry, name) not in page
    assert "Say more" not in page


def test_a_kind_outside_the_readers_scope_is_not_there(sign_in, clinician, record, access):
    entry = cast.make_pain(access)
    clinician.memberships.update(scope=["symptoms"])
    assert sign_in(clinician).get(path(record, entry)).status_code == 404


def test_an_entry_of_another_kind_is_not_there(owner, record, access):
    entry = cast.make_pain(access)
    address = reverse("entry", args=[record.uid, "symptoms", entry.uid])
    assert owner.get(address).status_code == 404
    assert PainEntry.objects.exists()
