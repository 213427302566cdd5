"""Inviting, accepting, changing, handing over, taking back: each holds at the next request."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from carelog.links import actions as links
from carelog.links.models import ShareLink
from carelog.outbox.models import Message
from carelog.patients.models import AccessEvent, Invitation, Membership
from carelog.sharing import invitations, memberships
from tests import cast
from tests.links import holders


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def path(name, record, *args):
    return reverse(name, args=[record.uid, *args])


def offer(**more) -> dict:
    """Return a filled-in invitation with a key of its own."""
    offer = {"uid": str(uuid.uuid4()), "name": "The neighbour", "relation": "caregiver"}
    return offer | {"role": "viewer", "scope": ["pain", "visits"]} | more


def invite(client, record, **more) -> str:
    """Invite someone by the form; return the address of the link."""
    answer = client.post(path("person_invite", record), offer(**more))
    assert answer.status_code == 200, answer.context["form"].errors
    return re.search(r"/invited/[\w-]+/", answer.content.decode())[0]


def place(record, user) -> Membership | None:
    return Membership.objects.filter(patient=record, user=user).first()


def may_open(client, record) -> bool:
    return client.get(path("today", record)).status_code == 200


# --- Inviting -----------------------------------------------------------------------------------


def test_an_invitation_shows_its_link_and_code_once_and_stores_only_a_hash(sure_owner, record):
    answer = sure_owner.post(path("person_invite", record), offer())
    page = answer.content.decode()
    token = re.search(r"/invited/([\w-]+)/", page)[1]
    assert '<svg class="qr" role="img"' in page
    assert Invitation.objects.get().token_hash == invitations.hash_of(token)
    assert token not in sure_owner.get(path("sharing", record)).content.decode()
    assert len(token) >= 43


def test_only_a_recent_sign_in_may_invite(owner, record):
    answer = owner.get(path("person_invite", record))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_an_invitation_cannot_make_an_owner_or_give_nothing_to_see(sure_owner, record):
    for wrong in (
        {"role": "owner"},
        {"scope": []},
        {"scope": ["all"]},
        {"name": " "},
        {"uid": "x"},
    ):
        answer = sure_owner.post(path("person_invite", record), offer(**wrong))
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
    refused = sign_in(newcomer).post(link)
    assert refused.status_code == 403
    assert "Confirm it first, then open the invitation again." in refused.content.decode()
    EmailAddress.objects.update(verified=True)
    client = sign_in(newcomer)
    client.post(link)
    assert may_open(client, record)


def test_one_address_has_one_open_invitation(sure_owner, record, settings):
    settings.HAS_MAIL = True
    invite(sure_owner, record, email="a@example.org")
    answer = sure_owner.post(path("person_invite", record), offer(email="A@example.org"))
    assert answer.status_code == 422
    assert b"There is already an open invitation for this address." in answer.content


def test_an_address_whose_invitation_has_ended_can_be_invited_again(
    sure_owner, just_signed_in, record, patient, settings, clock
):
    settings.HAS_MAIL = True
    invite(sure_owner, record, email="a@example.org")
    clock.shift(timedelta(days=7))
    link = invite(just_signed_in(patient), record, email="A@example.org")
    first, second = Invitation.objects.order_by("pk")
    assert first.taken_back_at == cast.NOON + timedelta(days=7)
    assert second.is_open
    assert Client().get(link).status_code == 200
    noted = AccessEvent.objects.filter(act="rights").order_by("pk").values_list("page", "about")
    assert list(noted)[1:] == [
        ("invitation taken back", first.access_key),
        ("invited", second.access_key),
    ]


def test_inviting_again_ends_nothing_but_what_has_ended_for_that_address(
    sure_owner, just_signed_in, record, patient, settings, clock
):
    settings.HAS_MAIL = True
    for email in ("", "a@example.org", "b@example.org"):
        invite(sure_owner, record, email=email)
    clock.shift(timedelta(days=7))
    client = just_signed_in(patient)
    invite(client, record, email="c@example.org")
    invite(client, record)
    assert Invitation.objects.exclude(taken_back_at=None).count() == 0


def test_what_was_refused_has_ended_nothing(access):
    def of(email):
        fields = {"name": "Ann", "relation": "caregiver", "role": "viewer", "scope": ["pain"]}
        return Invitation(email=email, **fields)

    invitations.invite(access, of("a@example.org"))
    with pytest.raises(ValidationError, match="already an open invitation"):
        invitations.invite(access, of("A@example.org"))
    assert Invitation.objects.get().is_open
    assert AccessEvent.objects.filter(act="rights").count() == 1


def test_the_same_form_sent_again_makes_no_second_invitation(sure_owner, record, settings):
    settings.HAS_MAIL = True
    form = offer(email="a@example.org")
    assert sure_owner.post(path("person_invite", record), form).status_code == 200
    again = sure_owner.post(path("person_invite", record), form, follow=True)
    assert again.redirect_chain == [(path("sharing", record), 302)]
    assert "This invitation was made already" in again.content.decode()
    assert Invitation.objects.count() == Message.objects.count() == 1
    assert AccessEvent.objects.filter(act="rights").count() == 1


def test_each_form_has_a_key_of_its_own_and_keeps_it(sure_owner, record):
    address = path("person_invite", record)
    keys = [sure_owner.get(address).context["form"]["uid"].value() for _time in range(2)]
    assert keys[0] != keys[1]
    again = sure_owner.post(address, offer(uid=str(keys[0]), name=""))
    assert f'name="uid" value="{keys[0]}"' in again.content.decode()


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


def test_taking_back_what_was_accepted_meanwhile_says_so(sure_owner, sign_in, record, newcomer):
    link = invite(sure_owner, record)
    sign_in(newcomer).post(link)
    before = AccessEvent.objects.filter(act="rights").count()
    address = path("invitation_take_back", record, Invitation.objects.get().uid)
    *_before, said = sure_owner.post(address, follow=True).context["messages"]
    assert str(said) == "It was accepted meanwhile. Take the place back instead."
    assert said.level_tag == "warning"
    assert Invitation.objects.get().taken_back_at is None
    assert AccessEvent.objects.filter(act="rights").count() == before


def test_taking_an_invitation_back_twice_ends_like_once(sure_owner, record):
    invite(sure_owner, record)
    address = path("invitation_take_back", record, Invitation.objects.get().uid)
    for _time in range(2):
        *_before, said = sure_owner.post(address, follow=True).context["messages"]
        assert str(said) == "The invitation is taken back. Its link is dead."
    assert AccessEvent.objects.filter(page="invitation taken back").count() == 1


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


def test_an_act_begun_as_owner_is_refused_once_it_is_not_so(access, record, caregiver, clinician):
    memberships.hand_over(access, place(record, caregiver))
    for other in (caregiver, clinician):
        with pytest.raises(PermissionDenied):
            memberships.revoke(access, place(record, other))
    with pytest.raises(PermissionDenied):
        memberships.hand_over(access, place(record, clinician))


def test_whoever_takes_the_record_over_reads_first_what_they_will_see(
    sure_owner, record, caregiver
):
    page = sure_owner.get(path("person_hand_over", record, place(record, caregiver).uid))
    said = "caregiver will then see everything in this record, mood and notes included, also what"
    assert said in page.content.decode()


def waiting(record) -> Membership:
    """Return the place of someone who waits to be let in."""
    return cast.join(record, cast.make_user("someone"), "viewer", "caregiver", "pending")


ONLY_THE_OWNER = {
    "invite": lambda theirs, other: invitations.invite(
        theirs, Invitation(name="Ann", role="viewer")
    ),
    "take an invitation back": lambda theirs, other: invitations.take_back(
        theirs, Invitation.objects.get()
    ),
    "change": lambda theirs, other: memberships.change(theirs, other),
    "confirm": lambda theirs, other: memberships.confirm(theirs, waiting(theirs.patient)),
    "revoke": lambda theirs, other: memberships.revoke(theirs, other),
    "hand over": lambda theirs, other: memberships.hand_over(theirs, other),
    "make a link": lambda theirs, other: holders.make(theirs),
    "end a link": lambda theirs, other: links.revoke(theirs, ShareLink.objects.get()),
}


@pytest.mark.parametrize("act", ONLY_THE_OWNER.values(), ids=ONLY_THE_OWNER)
def test_only_the_owner_changes_rights(sure_owner, access, record, caregiver, clinician, act):
    invite(sure_owner, record)
    holders.make(access)
    other, before = place(record, clinician), AccessEvent.objects.filter(act="rights").count()
    with pytest.raises(PermissionDenied):
        act(cast.access_of(record, caregiver), other)
    assert AccessEvent.objects.filter(act="rights").count() == before
    assert Invitation.objects.get().is_open
    assert ShareLink.objects.get().can_be_opened
    assert (place(record, clinician).state, place(record, clinician).role) == ("active", "viewer")


def test_taking_a_place_back_twice_ends_like_once(sure_owner, record, caregiver):
    address = path("person_revoke", record, place(record, caregiver).uid)
    for _time in range(2):
        *_before, said = sure_owner.post(address, follow=True).context["messages"]
        assert str(said) == "caregiver can no longer open this record."
    assert AccessEvent.objects.filter(page="taken back").count() == 1


def test_the_place_of_someone_who_left_meanwhile_stays_left(sure_owner, record, caregiver):
    address = path("person_revoke", record, place(record, caregiver).uid)
    memberships.leave(cast.access_of(record, caregiver))
    assert sure_owner.post(address).status_code == 302
    assert place(record, caregiver).state == "left"
    assert not AccessEvent.objects.filter(page="taken back").exists()


def test_leaving_twice_ends_like_once(sign_in, record, caregiver):
    client = sign_in(caregiver)
    for _time in range(2):
        answer = client.post(path("leave", record), follow=True)
        assert answer.redirect_chain == [(reverse("patient_list"), 302)]
        assert "You have left the record" in str(*answer.context["messages"])
    assert AccessEvent.objects.filter(page="left").count() == 1
    assert not AccessEvent.objects.filter(act="denied").exists()


def test_who_left_long_ago_is_not_told_the_name_of_today(sign_in, record, caregiver):
    client = sign_in(caregiver)
    client.post(path("leave", record))
    client.get(reverse("patient_list"))
    type(record).objects.filter(pk=record.pk).update(name="Another name")
    assert "Another name" not in client.post(path("leave", record), follow=True).content.decode()


def test_leaving_twice_at_the_same_moment_is_leaving_once(record, caregiver):
    theirs = cast.access_of(record, caregiver)
    memberships.leave(theirs)
    memberships.leave(theirs)
    assert AccessEvent.objects.filter(page="left").count() == 1


@pytest.mark.parametrize("state", ["pending", "revoked"])
def test_who_has_no_place_has_none_to_leave(sign_in, record, caregiver, state):
    theirs = cast.access_of(record, caregiver)
    caregiver.memberships.update(state=state)
    assert sign_in(caregiver).post(path("leave", record)).status_code == 404
    with pytest.raises(PermissionDenied):
        memberships.leave(theirs)


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


def test_without_other_people_the_page_says_so_and_no_more(owner, patient):
    # A link may be open: then someone can read the record without a place in it.
    page = owner.get(path("sharing", cast.make_patient(patient))).content.decode()
    assert "Nobody else has a place in this record yet." in page
    assert "Nobody else can open" not in page


def test_a_change_that_is_made_again_is_noted_again(sure_owner, record, clinician, clock):
    address = path("person_edit", record, place(record, clinician).uid)
    form = {"relation": "clinician", "role": "viewer"}
    for scope in (["pain"], ["pain", "mood"], ["pain"]):
        clock.shift(timedelta(seconds=5))
        sure_owner.post(address, form | {"scope": scope})
    noted = AccessEvent.objects.filter(page="role or scope changed").order_by("pk")
    assert [event.at - cast.NOON for event in noted] == [
        timedelta(seconds=5 * n) for n in (1, 2, 3)
    ]


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
