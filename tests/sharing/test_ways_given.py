"""Ways in that a person was given end with the place; a new invitation is a new yes."""

import importlib
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client

from carelog.accounts.addresses import addresses_of, normal_form
from carelog.accounts.models import SignupInvitation
from carelog.patients.models import Invitation
from carelog.sharing import invitations, memberships
from tests import cast
from tests.sharing.acts import YES, add_address, invite, may_open, notes, path, place, revoke, said


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.HAS_MAIL = True


@pytest.mark.parametrize("email", ["caregiver@example.org", "CAREGIVER@Example.ORG"])
def test_an_older_invitation_lets_nobody_back_who_was_taken_out(
    sure_owner, sign_in, record, caregiver, email
):
    add_address(caregiver, "caregiver@example.org")
    link, client = invite(sure_owner, record, email), sign_in(caregiver)
    answer = revoke(sure_owner, record, caregiver)
    ended = "caregiver can no longer open this record. Ended with it: 1 open invitation."
    assert said(answer) == ended
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert not may_open(client, record)
    assert place(record, caregiver).state == "revoked"


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize(
    ("theirs", "invited"),
    [
        ("eva@work.example", "Eva@Work.example"),
        ("eva@bücher.example", "eva@xn--bcher-kva.example"),
        ("eva@XN--BCHER-KVA.example", "eva@BÜCHER.example"),
    ],
)
def test_every_address_of_the_account_counts_however_it_is_written(
    sure_owner, record, caregiver, theirs, invited, verified
):
    add_address(caregiver, theirs, verified=verified)
    invite(sure_owner, record, invited)
    revoke(sure_owner, record, caregiver)
    assert Invitation.objects.get().taken_back_at == cast.NOON


@pytest.mark.parametrize("email", ["eva@hospital.example", "other@example.org"])
def test_invitations_of_others_stay_open(sure_owner, record, caregiver, email):
    add_address(caregiver, "eva@hospıtal.example")
    invite(sure_owner, record, email)
    invite(sure_owner, record)
    revoke(sure_owner, record, caregiver)
    assert all(invitation.is_open for invitation in Invitation.objects.all())


def test_an_address_that_is_added_later_brings_nobody_back(sure_owner, sign_in, record, caregiver):
    link = invite(sure_owner, record, "eva@work.example")
    revoke(sure_owner, record, caregiver)
    add_address(caregiver, "eva@work.example")
    client = sign_in(caregiver)
    assert client.get(link).status_code == client.post(link).status_code == 404
    assert place(record, caregiver).state == "revoked"


def test_a_link_to_hand_over_from_before_is_dead_for_them_and_good_for_others(
    sure_owner, sign_in, record, caregiver, newcomer
):
    link = invite(sure_owner, record)
    revoke(sure_owner, record, caregiver)
    assert sign_in(caregiver).post(link).status_code == 404
    assert place(record, caregiver).state == "revoked"
    assert b"One more step" in sign_in(newcomer).post(link).content


def test_an_invitation_that_was_on_the_screen_meanwhile_is_refused_when_it_is_pressed(
    access, record, caregiver
):
    fields = {"name": "Eva", "relation": "caregiver", "role": "viewer", "scope": ["pain"]}
    invitations.invite(access, Invitation(**fields))
    on_the_screen = Invitation.objects.get()
    memberships.revoke(access, place(record, caregiver))
    with pytest.raises(invitations.NotForThem):
        invitations.accept(on_the_screen, caregiver)
    assert (place(record, caregiver).state, Invitation.objects.get().is_open) == ("revoked", True)


def test_who_was_turned_away_at_the_door_comes_in_by_no_older_link(
    sure_owner, sign_in, record, newcomer
):
    first, second = invite(sure_owner, record), invite(sure_owner, record)
    client = sign_in(newcomer)
    client.post(first)
    revoke(sure_owner, record, newcomer)
    for link in (first, second):
        assert client.post(link).status_code == 404
    confirm = path("person_confirm", record, place(record, newcomer).uid)
    assert sure_owner.post(confirm).status_code == 404
    assert not may_open(client, record)


def test_an_invitation_that_was_accepted_cannot_be_accepted_again(
    sure_owner, sign_in, record, newcomer
):
    add_address(newcomer, newcomer.email)
    link, client = invite(sure_owner, record, newcomer.email), sign_in(newcomer)
    client.post(link)
    assert may_open(client, record)
    revoke(sure_owner, record, newcomer)
    assert client.post(link).status_code == 404
    assert not may_open(client, record)


def test_a_new_invitation_is_the_owners_new_yes(sure_owner, sign_in, record, caregiver):
    add_address(caregiver, caregiver.email)
    invite(sure_owner, record, caregiver.email)
    revoke(sure_owner, record, caregiver)
    link, client = invite(sure_owner, record, caregiver.email), sign_in(caregiver)
    client.post(link)
    assert may_open(client, record)


def test_the_same_form_sent_again_leaves_a_newer_invitation_open(sure_owner, record, caregiver):
    address = path("person_revoke", record, place(record, caregiver).uid)
    sure_owner.post(address, YES)
    invite(sure_owner, record, caregiver.email)
    sure_owner.post(address, YES)
    assert Invitation.objects.get().is_open
    assert len(notes("taken back")) == 1


def test_an_ended_invitation_makes_no_account_either(sure_owner, record, caregiver, settings):
    settings.SIGNUP = "invite"
    link = invite(sure_owner, record, caregiver.email)
    revoke(sure_owner, record, caregiver)
    assert SignupInvitation.objects.get().used_at == cast.NOON
    assert Client().post(link).status_code == 404


def test_who_has_left_comes_back_by_a_new_invitation_alone(sure_owner, sign_in, record, caregiver):
    add_address(caregiver, caregiver.email)
    links = [invite(sure_owner, record, email) for email in (caregiver.email, "")]
    client = sign_in(caregiver)
    left = client.post(path("leave", record), follow=True)
    assert said(left).endswith("Ended with it: 1 open invitation.")
    assert {client.post(link).status_code for link in links} == {404}
    client.post(invite(sure_owner, record, caregiver.email))
    assert may_open(client, record)


def test_places_that_ended_before_this_was_kept_take_a_new_invitation_too(
    sure_owner, sign_in, record, caregiver, clinician
):
    link = invite(sure_owner, record)
    caregiver.memberships.update(state="revoked")
    step = importlib.import_module(
        "carelog.patients.migrations.0007_invitations_older_than_the_end_of_a_place"
    )
    step.bar(apps, SimpleNamespace(connection=connection))
    assert place(record, caregiver).barred_up_to == Invitation.objects.get().pk
    assert place(record, clinician).barred_up_to == 0
    assert sign_in(caregiver).post(link).status_code == 404


# --- One normal form ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("Eva@Example.org ", "eva@example.ORG", True),
        ("eva@bücher.example", "EVA@XN--BCHER-KVA.EXAMPLE", True),
        ("jose\u0301@example.org", "jos\u00e9@example.org", True),
        ("eva@hospıtal.example", "eva@hospital.example", False),
        ("evа@example.org", "eva@example.org", False),
        ("eva+a@example.org", "eva@example.org", False),
        (f"eva@{'a' * 80}.example", f"eva@{'A' * 80}.example", True),
        ("eva", "eva@", False),
    ],
)
def test_two_addresses_are_the_same_in_one_normal_form(one, other, are_same):
    assert (normal_form(one) == normal_form(other)) is are_same


def test_an_account_has_its_own_address_and_all_that_were_added(caregiver):
    add_address(caregiver, "Eva@Work.example", verified=False)
    assert addresses_of(caregiver) == {"caregiver@example.org", "eva@work.example"}
