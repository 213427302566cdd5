"""What is asked before ways in end, what is told and noted; all of it once and whole."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.test import Client

from carelog.patients.models import AccessEvent, Invitation, Membership
from carelog.sharing import memberships
from carelog.sharing.ways_in import Ended
from tests import cast
from tests.links import holders
from tests.sharing.acts import NO, YES, hand_over, invite, main, notes, path, place, revoke, said


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.HAS_MAIL = True


def test_the_owner_is_asked_before_with_how_many_there_are(
    sure_owner, former, record, access, patient, caregiver
):
    for days in (7, 90):
        holders.make(access, days=days)
    invite(sure_owner, record, "other@example.org")
    page = sure_owner.get(path("person_hand_over", record, place(record, caregiver).uid))
    assert "Also end what I made: 2 links and 1 open invitation" in main(page)
    assert page.context["form"]["end"].value() is True
    owner = former()
    invite(owner, record, patient.email)
    holders.make(cast.access_of(record, caregiver))
    page = owner.get(path("person_edit", record, place(record, patient).uid))
    asked = main(page)
    assert "Also end what they made: 2 links" in asked
    assert "“for Friday”: link to read in a browser, works until 31 May 2026" in asked
    assert "2 open invitations that they got or made end, too." in asked
    assert "1 other link of this record goes on." in asked
    assert page.context["ending"]["end"].value() is True
    ids = re.findall(r'\bid="([^"]+)"', page.content.decode())
    assert len(ids) == len(set(ids))


def test_where_there_is_nothing_to_end_nothing_is_asked(sure_owner, record, caregiver):
    for name in ("person_edit", "person_hand_over"):
        page = sure_owner.get(path(name, record, place(record, caregiver).uid)).content.decode()
        assert 'name="end"' not in page
        assert 'name="asked"' not in page
        assert "Which " not in page


def test_each_ending_is_noted_with_who_did_it(sure_owner, former, record, access, caregiver):
    link = holders.make(access)[0]
    invite(sure_owner, record, "other@example.org")
    revoke(former(), record, access.actor, YES)
    of_caregiver = caregiver.access_key
    assert notes("taken back", "link ended", "invitation taken back") == [
        (of_caregiver, "taken back", access.actor.access_key),
        (of_caregiver, "link ended", link.access_key),
        (of_caregiver, "invitation taken back", Invitation.objects.get().access_key),
    ]


# --- Once, and whole ----------------------------------------------------------------------------


def test_handing_over_twice_ends_like_once(sure_owner, record, access, caregiver):
    holders.make(access)
    for _time in range(2):
        answer = hand_over(sure_owner, record, caregiver, YES)
        assert answer.redirect_chain == [(path("sharing", record), 302)]
        assert said(answer).startswith("caregiver now owns this record.")
    assert len(notes("handed over")) == len(notes("link ended")) == 1
    assert not AccessEvent.objects.filter(act="denied").exists()


def test_handing_over_twice_at_the_same_moment_is_handing_over_once(access, record, caregiver):
    holders.make(access)
    theirs = place(record, caregiver)
    assert memberships.hand_over(access, theirs) == Ended(links=1)
    assert memberships.hand_over(access, theirs) == Ended()
    assert len(notes("handed over")) == len(notes("link ended")) == 1


def test_who_did_not_hand_over_is_refused_still(sure_owner, sign_in, record, caregiver, clinician):
    hand_over(sure_owner, record, caregiver)
    for person in (clinician, caregiver):
        address = path("person_hand_over", record, place(record, caregiver).uid)
        status = sign_in(person).post(address, {"sure": "on"}).status_code
        assert status == (403 if person == clinician else 404)
    revoke_me = Membership.objects.filter(user__name="patient", patient=record)
    revoke_me.update(state="revoked")
    assert sure_owner.post(address, {"sure": "on"}).status_code == 404


def test_taking_back_again_with_another_answer_ends_the_links(former, record, access):
    holders.make(access)
    owner = former()
    revoke(owner, record, access.actor, NO)
    assert said(revoke(owner, record, access.actor, YES)).endswith("Ended with it: 1 link.")
    assert len(notes("taken back")) == len(notes("link ended")) == 1


@pytest.mark.parametrize("act", [revoke, hand_over])
def test_where_a_way_in_cannot_be_ended_nothing_is_done(
    sure_owner, record, patient, caregiver, monkeypatch, act
):
    for user in (patient, caregiver):
        invite(sure_owner, record, user.email)

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr("carelog.sharing.ways_in.end_invitation", fail)
    with pytest.raises(RuntimeError):
        act(sure_owner, record, caregiver, YES)
    assert (place(record, caregiver).state, place(record, caregiver).role) == ("active", "editor")
    assert place(record, patient).role == "owner"
    assert notes("taken back", "handed over") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [revoke, hand_over])
def test_two_presses_at_once_are_one(sure_owner, record, access, patient, caregiver, act):
    holders.make(access)
    invite(sure_owner, record, (caregiver if act is revoke else patient).email)
    name = "person_revoke" if act is revoke else "person_hand_over"
    address, ready = path(name, record, place(record, caregiver).uid), Barrier(2, timeout=60)
    cookies = sure_owner.cookies.output(header="").strip()

    def press(_n: int) -> int:
        client = Client()
        client.cookies.load(cookies)
        connection.close()
        ready.wait()
        try:
            return client.post(address, YES | {"sure": "on"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [302, 302]
    assert not Invitation.objects.get().is_open
    assert len(notes("taken back", "handed over")) == len(notes("invitation taken back")) == 1
    assert len(notes("link ended")) == (act is hand_over)
