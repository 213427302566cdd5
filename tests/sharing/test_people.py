"""Inviting, accepting, changing, handing over, taking back: each holds at the next request."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from carelog.patients.models import AccessEvent, Invitation, Membership
from carelog.sharing import people
from tests import cast

OFFER = {"name": "The neighbour", "relation": "caregiver", "role": "viewer"}
OFFER |= {"scope": ["pain", "visits"]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def path(name, record, *args):
    return reverse(name, args=[record.uid, *args])


def invite(client, record, **more) -> str:
    """Invite someone by the form; return the address of the link."""
    answer = client.post(path("person_invite", record), OFFER | more)
    assert answer.status_code == 200, answer.context["form"].errors
    return re.search(r"/invited/[\w-]+/", answer.content.decode())[0]


def place(record, user) -> Membership | None:
    return Membership.objects.filter(patient=record, user=user).first()


def may_open(client, record) -> bool:
    return client.get(path("today", record)).status_code == 200


# --- Inviting -----------------------------------------------------------------------------------


def test_an_invitation_shows_its_link_and_code_once_and_stores_only_a_hash(sure_owner, record):
    answer = sure_owner.post(path("person_invite", record), OFFER)
    page = answer.content.decode()
    token = re.search(r"/invited/([\w-]+)/", page)[1]
    assert '<svg class="qr" role="img"' in page
    assert Invitation.objects.get().token_hash == people.hash_of(token)
    assert token not in sure_owner.get(path("sharing", record)).content.decode()
    assert len(token) >= 43


def test_only_a_recent_sign_in_may_invite(owner, record):
    answer = owner.get(path("person_invite", record))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_an_invitation_cannot_make_an_owner_or_give_nothing_to_see(sure_owner, record):
    for wrong in ({"role": "owner"}, {"scope": []}, {"scope": ["all"]}, {"name": " "}):
        answer = sure_owner.post(path("person_invite", record), OFFER | wrong)
        assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_mood_is_not_offered_unless_ticked(sure_owner, record):
    form = sure_owner.get(path("person_invite", record)).context["form"]
    assert "mood" not in form["scope"].value()
    assert "pain" in form["scope"].value()


def test_a_pending_invitation_grants_nothing(sure_owner, sign_in, record, newcomer):
    invite(sure_owner, record)
    assert not may_open(sign_in(newcomer), record)


# --- Accepting ----------------------------------------------------------------------------------


def test_a_stranger_at_the_door_learns_no_name(sure_owner, record):
    page = Client().get(invite(sure_owner, record)).content.decode()
    assert record.name not in page
    assert "The neighbour" not in page


def test_looking_at_an_invitation_uses_nothing_up(sure_owner, sign_in, record, newcomer):
    link = invite(sure_owner, record)
    client = sign_in(newcomer)
    for _time in range(3):
        assert record.name in client.get(link).content.decode()
    assert place(record, newcomer) is None


def test_without_mail_the_owner_confirms_the_name(sure_owner, sign_in, record, newcomer):
    link, client = invite(sure_owner, record), sign_in(newcomer)
    assert b"One more step" in client.post(link).content
    assert not may_open(client, record)
    assert b"newcomer@example.org" in sure_owner.get(path("sharing", record)).content
    sure_owner.post(path("person_confirm", record, place(record, newcomer).uid))
    assert may_open(client, record)
    assert place(record, newcomer).scope == ["pain", "visits"]


def test_an_invitation_is_good_once(sure_owner, sign_in, record, newcomer, stranger):
    link = invite(sure_owner, record)
    sign_in(newcomer).post(link)
    assert sign_in(stranger).get(link).status_code == 404
    assert place(record, stranger) is None


def test_an_invitation_ends_after_seven_days(sure_owner, sign_in, record, newcomer, clock):
    link = invite(sure_owner, record)
    clock.move_to(cast.NOON + timedelta(days=7))
    assert sign_in(newcomer).post(link).status_code == 404


def test_dead_and_unknown_invitations_look_alike(sure_owner, record, clock):
    link = invite(sure_owner, record)
    sure_owner.post(path("invitation_take_back", record, Invitation.objects.get().uid))
    pages = [Client().get(one) for one in (link, "/invited/nobody-has-this/")]
    assert {page.status_code for page in pages} == {404}
    assert pages[0].content == pages[1].content


def test_with_mail_only_the_confirmed_address_may_accept(
    sure_owner, sign_in, record, newcomer, stranger, settings
):
    settings.HAS_MAIL = True
    EmailAddress.objects.create(user=newcomer, email=newcomer.email, verified=False)
    link = invite(sure_owner, record, email="NEWCOMER@example.org")
    assert sign_in(stranger).post(link).status_code == 403
    assert sign_in(newcomer).post(link).status_code == 403
    EmailAddress.objects.update(verified=True)
    client = sign_in(newcomer)
    client.post(link)
    assert may_open(client, record)


def test_one_address_has_one_open_invitation(sure_owner, record, settings):
    settings.HAS_MAIL = True
    invite(sure_owner, record, email="a@example.org")
    answer = sure_owner.post(path("person_invite", record), OFFER | {"email": "A@example.org"})
    assert answer.status_code == 422
    assert b"There is already an open invitation for this address." in answer.content


def test_a_person_without_a_name_gives_one(sure_owner, sign_in, record):
    nameless = cast.make_user("nameless")
    nameless.name = ""
    nameless.save()
    link, client = invite(sure_owner, record), sign_in(nameless)
    assert client.post(link).status_code == 422
    assert client.post(link, {"name": "Robin"}).status_code == 200
    nameless.refresh_from_db()
    assert nameless.name == "Robin"


def test_a_member_cannot_use_a_second_invitation_to_change_their_place(
    sure_owner, sign_in, record, caregiver
):
    link = invite(sure_owner, record)
    sign_in(caregiver).post(link)
    assert place(record, caregiver).role == "editor"
    assert Invitation.objects.get().is_open


def test_someone_taken_back_can_be_invited_again(sure_owner, sign_in, record, caregiver):
    sure_owner.post(path("person_revoke", record, place(record, caregiver).uid))
    link, client = invite(sure_owner, record), sign_in(caregiver)
    client.post(link)
    sure_owner.post(path("person_confirm", record, place(record, caregiver).uid))
    assert may_open(client, record)
    assert place(record, caregiver).role == "viewer"


def test_an_invitation_lets_a_new_person_make_an_account(sure_owner, record, settings):
    settings.SIGNUP = "invite"
    link, client = invite(sure_owner, record), Client()
    where = client.post(link)["Location"]
    assert client.get(where).status_code == 200
    form = {"email": "fresh@example.org", "password1": cast.PASSWORD, "own_device": "on"}
    answer = client.post(where, form)
    assert answer["Location"] == link
    assert record.name in client.get(link).content.decode()


# --- Changing and ending ------------------------------------------------------------------------


def test_taking_a_place_back_holds_at_the_next_request(sure_owner, sign_in, record, caregiver):
    client = sign_in(caregiver)
    assert may_open(client, record)
    sure_owner.post(path("person_revoke", record, place(record, caregiver).uid))
    assert not may_open(client, record)
    assert client.post(path("question_add", record), {"text": "x"}).status_code == 404


def test_a_smaller_scope_holds_at_the_next_request(sure_owner, sign_in, record, clinician):
    client = sign_in(clinician)
    entries = path("entry_list", record, "weight")
    assert client.get(entries).status_code == 200
    form = {"relation": "clinician", "role": "viewer", "scope": ["pain"]}
    sure_owner.post(path("person_edit", record, place(record, clinician).uid), form)
    assert client.get(entries).status_code == 404


def test_a_viewer_made_an_editor_may_write(sure_owner, sign_in, record, clinician):
    form = {"relation": "clinician", "role": "editor", "scope": ["pain"]}
    sure_owner.post(path("person_edit", record, place(record, clinician).uid), form)
    assert sign_in(clinician).get(path("entry_new", record, "pain")).status_code == 200


def test_a_member_may_leave_and_what_they_wrote_stays(sign_in, record, caregiver):
    theirs = cast.access_of(record, caregiver)
    pain = cast.make_pain(theirs)
    client = sign_in(caregiver)
    client.post(path("leave", record))
    assert not may_open(client, record)
    pain.refresh_from_db()
    assert pain.recorded_by == caregiver


def test_an_owner_cannot_leave(owner, record):
    assert owner.post(path("leave", record)).status_code == 403
    assert may_open(owner, record)


def test_handing_over_makes_one_new_owner_and_one_editor(
    sure_owner, record, patient, caregiver, sign_in
):
    hand_over = path("person_hand_over", record, place(record, caregiver).uid)
    assert sure_owner.post(hand_over).status_code == 422
    sure_owner.post(hand_over, {"sure": "on"})
    assert (place(record, caregiver).role, place(record, patient).role) == ("owner", "editor")
    assert sure_owner.get(path("person_invite", record)).status_code == 403
    assert may_open(sure_owner, record)


def test_an_act_begun_as_owner_is_refused_once_it_is_not_so(access, record, caregiver):
    people.hand_over(access, place(record, caregiver))
    with pytest.raises(PermissionDenied):
        people.revoke(access, place(record, caregiver))
    with pytest.raises(PermissionDenied):
        people.hand_over(access, place(record, caregiver))


def test_a_place_of_another_record_is_not_there(sure_owner, record, stranger):
    foreign = stranger.memberships.get()
    for name in ("person_edit", "person_hand_over"):
        assert sure_owner.get(path(name, record, foreign.uid)).status_code == 404
    for name in ("person_revoke", "person_confirm"):
        assert sure_owner.post(path(name, record, foreign.uid)).status_code == 404
    assert stranger.memberships.get().state == "active"


def test_ones_own_place_is_not_changed_here(sure_owner, record, patient):
    own = place(record, patient)
    assert sure_owner.get(path("person_edit", record, own.uid)).status_code == 404
    assert sure_owner.post(path("person_revoke", record, own.uid)).status_code == 404


# --- What others see ----------------------------------------------------------------------------


def test_a_member_sees_their_own_place_and_nobody_elses(sign_in, record, clinician):
    page = sign_in(clinician).get(path("sharing", record)).content.decode()
    assert "Your place in this record" in page
    assert "caregiver" not in page.split("<main")[1]


def test_every_change_of_rights_is_noted(sure_owner, sign_in, record, newcomer):
    link = invite(sure_owner, record)
    sign_in(newcomer).post(link)
    mine = place(record, newcomer)
    sure_owner.post(path("person_confirm", record, mine.uid))
    form = {"relation": "caregiver", "role": "editor", "scope": ["pain"]}
    sure_owner.post(path("person_edit", record, mine.uid), form)
    sure_owner.post(path("person_revoke", record, mine.uid))
    noted = AccessEvent.objects.filter(act="rights").order_by("pk")
    assert [event.page for event in noted] == [
        *("invited", "asks to be confirmed", "confirmed", "role or scope changed", "taken back"),
    ]
