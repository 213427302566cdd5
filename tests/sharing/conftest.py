"""What tests of sharing need besides the cast."""

import pytest
from django.test import Client

from tests import cast
from tests.sharing.acts import NO, hand_over


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
