"""manage.py confirm_email: an operator vouches for an address, or changes it."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from carelog.accounts.models import User
from tests import cast
from tests.accounts.ways_in import CODE, HOME, sign_in, sign_up

ANN, TRUE = "ann@example.org", "true@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(switch_mail):
    """Someone who signed up with mail and never typed the code."""
    switch_mail(True)
    sign_up(ANN)
    return User.objects.get()


def run(*args: str) -> str:
    out = StringIO()
    call_command("confirm_email", *args, stdout=out)
    return out.getvalue().strip()


def rows() -> list[tuple]:
    fields = ("user__email", "email", "verified", "primary")
    return list(EmailAddress.objects.order_by("email").values_list(*fields))


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("typed", [ANN, " Ann@EXAMPLE.org "])
def test_an_address_is_confirmed_in_whatever_case_it_is_typed(typed):
    assert sign_in(ANN)[1] == CODE
    assert run(typed) == f"{ANN} is confirmed now."
    assert rows() == [(ANN, ANN, True, True)]
    assert sign_in(ANN)[1] == HOME


@pytest.mark.usefixtures("ann")
def test_confirming_twice_says_so_and_changes_nothing():
    run(ANN)
    before = rows()
    assert run(ANN) == f"{ANN} was confirmed already."
    assert rows() == before


def test_an_account_without_a_row_of_its_address_gets_one(patient):
    assert run(patient.email) == f"{patient.email} is confirmed now."
    assert rows() == [(patient.email, patient.email, True, True)]


def test_an_unknown_address_is_an_error(ann):
    with pytest.raises(CommandError, match=f"No account has {TRUE}"):
        run(TRUE)
    assert rows() == [(ANN, ANN, False, True)]


def test_an_address_that_two_accounts_have_is_an_error_that_names_them(ann, patient):
    cast.confirm(patient, email=ANN, is_proven=False)
    with pytest.raises(CommandError, match=f"{ANN}, {patient.email}. Nothing was changed"):
        run(ANN)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_confirming_a_second_address_makes_it_the_main_one_and_drops_the_unproven(ann):
    cast.confirm(ann, email=TRUE, primary=False, is_proven=False)
    run(TRUE)
    assert rows() == [(TRUE, TRUE, True, True)]


@pytest.mark.usefixtures("ann")
def test_an_account_can_be_given_another_address():
    said = run(ANN, "--change-to", "True@Example.org")
    assert said.startswith(f"{ANN} is {TRUE} now, and confirmed.")
    assert rows() == [(TRUE, TRUE, True, True)]
    assert sign_in(TRUE)[1] == HOME


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("patient@example.org", "Another account has patient@example.org"),
        ("PATIENT@example.org", "Another account has patient@example.org"),
        ("no address", "is no e-mail address"),
        ("", "is no e-mail address"),
    ],
)
def test_an_address_that_cannot_be_theirs_changes_nothing(ann, patient, new, words):
    with pytest.raises(CommandError, match=words):
        run(ANN, "--change-to", new)
    assert rows() == [(ANN, ANN, False, True)]
