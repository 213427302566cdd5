"""What tests of sharing need besides the cast."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.sharing.acts import NO, hand_over


@pytest.fixture
def just_signed_in():
    """Return a function that gives a client whose person has typed their password just now."""

    def signed_in(user) -> Client:
        client = Client()
        form = {"login": user.email, "password": cast.PASSWORD}
        assert client.post(reverse("account_login"), form).status_code == 302
        return client

    return signed_in


@pytest.fixture
def sure_owner(just_signed_in, patient):
    """The owner's client, fresh from the password."""
    return just_signed_in(patient)


@pytest.fixture
def newcomer(db):
    """Someone without a place in any record."""
    return cast.make_user("newcomer")


@pytest.fixture
def former(sure_owner, just_signed_in, record, patient, caregiver):
    """Return a function by which the patient hands over; it gives the caregiver's client."""

    def handed_over(form=NO) -> Client:
        hand_over(sure_owner, record, caregiver, form)
        return just_signed_in(caregiver)

    return handed_over
