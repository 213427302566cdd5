"""Changing one's address on a site without mail."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from carelog.accounts import addresses
from carelog.accounts.models import User
from tests import cast
from tests.accounts.ways_in import ADDRESS, HOME, page, prove, sign_in, sign_up

OLD, TRUE = "invented@example.org", "true@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Client:
    """Someone who made an account and has just given the password again."""
    client = sign_up(OLD)
    prove(client)
    return client


def send(client: Client, email: str):
    return client.post(ADDRESS, {"email": email})


def test_an_address_is_changed_at_once_and_signs_in_from_then_on(person):
    assert f"You sign in with <b>{OLD}</b>." in page(person, ADDRESS)
    assert send(person, " True@Example.ORG ")["Location"] == "/account/preferences/"
    assert "From now on you sign in with this address." in page(person, "/account/preferences/")
    row = EmailAddress.objects.get()
    assert (row.email, row.verified, row.primary) == (TRUE, False, True)
    assert sign_in(TRUE)[1] == HOME
    assert sign_in(OLD)[1] == ""


def test_changing_the_address_asks_for_the_password_first(sign_in, patient):
    client = sign_in(patient)
    assert send(client, TRUE)["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get().email == patient.email


@pytest.mark.parametrize("email", ["", "no address", "a@b", '"a\x0bBcc: x"@example.org'])
def test_what_is_no_address_is_refused_and_said(person, email):
    answer = send(person, email)
    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()
    assert User.objects.get().email == OLD


@pytest.mark.parametrize("email", [TRUE, TRUE.upper()])
def test_an_address_of_another_account_is_refused(person, email):
    cast.make_user("true")
    answer = send(person, email)
    assert answer.status_code == 422
    assert "There is already an account with this address." in answer.content.decode()
    assert set(User.objects.values_list("email", flat=True)) == {OLD, TRUE}


def test_a_second_address_of_another_account_is_refused_too(person):
    other = cast.make_user("other")
    cast.confirm(other, email=TRUE)
    assert send(person, TRUE).status_code == 422


def test_the_same_address_again_stays_confirmed(person):
    EmailAddress.objects.update(verified=True)
    send(person, OLD.title())
    assert EmailAddress.objects.get().verified


def test_an_account_from_before_rows_of_addresses_can_change_too(patient):
    assert not EmailAddress.objects.exists()
    addresses.change(patient, TRUE)
    assert EmailAddress.objects.get().email == User.objects.get().email == TRUE


@pytest.mark.parametrize("alike", ["doctor@hospıtal.example", "doctor@hospİtal.example"])
def test_letters_that_only_look_alike_make_another_address(db, alike):
    user = User.objects.create_user("doctor@hospital.example", cast.PASSWORD)
    assert addresses.holders_of(alike) == []
    assert addresses.holders_of("DOCTOR@hospital.example") == [user]
    cast.confirm(user)
    assert not addresses.is_confirmed(user, alike)
