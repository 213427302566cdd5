"""What only a second person at the same moment reaches: each guard lets one of the two through."""

import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from carelog.links import actions as links
from carelog.links.models import ShareLink
from carelog.outbox import sending
from carelog.patients.access import changing
from carelog.patients.models import Invitation, Membership, Patient
from carelog.sharing import invitations, memberships
from tests import cast
from tests.links import holders
from tests.outbox.servers import put_one
from tests.races import meanwhile
from tests.sharing.acts import place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def invited(access):
    """Return a function that invites whoever opens the link first."""

    def invite() -> Invitation:
        words = {"name": "The neighbour", "relation": "caregiver", "role": "viewer"}
        invitation = Invitation(uid=uuid.uuid4(), scope=["pain"], **words)
        invitations.invite(access, invitation)
        return invitation

    return invite


def test_who_hands_over_meanwhile_takes_nobodys_place_back(access, record, caregiver, clinician):
    second = meanwhile(
        lambda: memberships.hand_over(access, place(record, caregiver)),
        lambda: memberships.revoke(access, place(record, clinician)),
    )
    with pytest.raises(PermissionDenied):
        second.result()
    assert place(record, clinician).state == "active"


def test_two_changes_at_once_raise_the_data_version_by_two(access, record, caregiver):
    def change(by) -> int:
        with changing(by):
            pass
        return by.patient.data_version

    stored = Patient.objects.filter(pk=record.pk)
    theirs = cast.access_of(stored.get(), caregiver)
    before = change(cast.access_of(stored.get(), caregiver))
    # Both begin from an older one. The second reads what stands after its first UPDATE met none.
    second = meanwhile(lambda: change(access), lambda: change(theirs), nth=2)
    assert (access.patient.data_version, second.result()) == (before + 1, before + 2)
    assert stored.get().data_version == before + 2


def test_of_two_who_accept_an_invitation_at_once_one_is_let_in(invited, record, stranger):
    invitation, other = invited(), cast.make_user("other")
    second = meanwhile(
        lambda: invitations.accept(invitation, stranger),
        lambda: invitations.accept(invitation, other),
    )
    with pytest.raises(invitations.NotForThem):
        second.result()
    assert not Membership.objects.filter(patient=record, user=other).exists()


def test_who_takes_an_invitation_back_meanwhile_lets_nobody_in(invited, access, stranger):
    invitation = invited()
    second = meanwhile(
        lambda: invitations.take_back(access, invitation),
        lambda: invitations.accept(invitation, stranger),
    )
    with pytest.raises(invitations.NotForThem):
        second.result()
    assert not Membership.objects.filter(patient=access.patient, user=stranger).exists()


def test_a_place_taken_back_meanwhile_is_not_given_again(invited, access, record, stranger):
    invitations.accept(invited(), stranger)
    another = invited()
    second = meanwhile(
        lambda: memberships.revoke(access, place(record, stranger)),
        lambda: invitations.accept(another, stranger),
    )
    with pytest.raises(invitations.NotForThem):
        second.result()
    assert place(record, stranger).state == "revoked"


def test_two_senders_at_once_have_two_messages_in_hand():
    for key in ("1", "2"):
        put_one(key)
    in_hand = []

    def claim() -> None:
        in_hand.append(sending._claim(sending.Message.objects.all()).key)

    meanwhile(claim, claim).result()
    assert in_hand == ["1", "2"]


def test_a_link_revoked_meanwhile_does_not_open(access):
    link, token, passcode = holders.make(access)
    second = meanwhile(lambda: links.revoke(access, link), lambda: links.open_link(token, passcode))
    with pytest.raises(links.Dead):
        second.result()
    assert ShareLink.objects.get().opens == 0


def test_the_last_opening_of_a_link_is_one(access):
    _link, token, passcode = holders.make(access, max_opens=1)
    second = meanwhile(
        lambda: links.open_link(token, passcode), lambda: links.open_link(token, passcode)
    )
    with pytest.raises(links.Dead):
        second.result()
    assert ShareLink.objects.get().opens == 1
