"""Adding a mail server to a site, and taking it away, keeps nobody from their record."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context as library
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from carelog.accounts.models import User
from tests.accounts.ways_in import ADDRESS, CODE, HOME, code_of, page, prove, sign_in, sign_up

OLD, NEW, TRUE = "invented@example.org", "new@example.org", "true@example.org"
ASKED = "Your e-mail address is not confirmed yet."

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_added(switch_mail):
    """Someone who signed up without mail, and has signed out since; now there is mail."""
    sign_up(OLD)
    switch_mail(True)


@pytest.mark.usefixtures("mail_added")
def test_who_was_in_before_there_was_mail_comes_in_as_before_and_is_asked_calmly():
    client, place = sign_in(OLD)
    assert place == HOME
    assert ASKED in page(client, "/account/preferences/")
    assert ASKED not in page(client, "/account/preferences/")
    assert "Not confirmed yet" in page(client, "/account/preferences/")
    assert not mail.outbox


@pytest.mark.usefixtures("mail_added")
def test_who_signs_up_once_there_is_mail_must_type_the_code_first():
    client = sign_up(NEW)
    assert "Type the code from your mail" in page(client, CODE)
    assert sign_in(NEW)[1] == CODE
    assert "_auth_user_id" not in client.session


def test_a_new_account_is_in_once_its_code_was_typed(switch_mail):
    switch_mail(True)
    client = sign_up(NEW)
    assert "_auth_user_id" not in client.session
    client.post(CODE, {"code": code_of(NEW)})
    assert "_auth_user_id" in client.session
    assert ASKED not in page(client, "/account/preferences/")
    assert sign_in(NEW)[1] == HOME


def test_an_account_that_was_never_confirmed_stays_outside_however_often_it_asks(switch_mail):
    switch_mail(True)
    sign_up(NEW)
    for _time in range(2):
        client, place = sign_in(NEW)
        assert place == CODE
        assert "_auth_user_id" not in client.session


def test_mail_taken_away_locks_nobody_out_and_mail_added_again_neither(switch_mail):
    switch_mail(True)
    client = sign_up(NEW)
    switch_mail(False)
    # Also not whoever stands before the page of a code that nobody can send any more.
    assert client.get("/account/login/").status_code == 200
    assert sign_in(NEW, client)[1] == HOME
    switch_mail(True)
    assert sign_in(NEW)[1] == HOME


@pytest.mark.usefixtures("mail_added")
def test_who_stood_before_the_code_when_the_rule_came_is_not_led_back_to_it(client):
    User.objects.update(last_login=None)
    assert sign_in(OLD, client)[1] == CODE
    User.objects.update(last_login="2026-03-02T12:00Z")
    assert client.get("/account/login/").status_code == 200
    assert sign_in(OLD, client)[1] == HOME


@pytest.mark.usefixtures("mail_added")
def test_an_address_that_is_right_is_confirmed_with_a_code():
    client, _place = sign_in(OLD)
    assert "Send me a code" in page(client, ADDRESS)
    assert client.post(ADDRESS, {"email": OLD, "action_send": ""})["Location"] == CODE
    client.post(CODE, {"code": code_of(OLD)})
    row = EmailAddress.objects.get()
    assert (row.email, row.verified, row.primary) == (OLD, True, True)
    assert "Not confirmed yet" not in page(client, ADDRESS)


@pytest.mark.usefixtures("mail_added")
def test_an_address_that_is_wrong_makes_way_for_a_right_one_in_one_go():
    client, _place = sign_in(OLD)
    prove(client)
    form = {"email": TRUE.upper(), "action_add": ""}
    assert client.post(ADDRESS, form)["Location"] == CODE
    client.post(CODE, {"code": code_of(TRUE)})
    row = EmailAddress.objects.get()
    assert (row.email, row.verified, row.primary) == (TRUE, True, True)
    assert User.objects.get().email == TRUE
    assert sign_in(TRUE)[1] == HOME
    assert sign_in(OLD)[1] == ""
    # A stranger may have the invented address: not a word goes there.
    assert {one.to[0] for one in mail.outbox} == {TRUE}


@pytest.mark.usefixtures("mail_added")
def test_nothing_changes_before_the_code_was_typed():
    client, _place = sign_in(OLD)
    prove(client)
    client.post(ADDRESS, {"email": TRUE, "action_add": ""})
    client.post(CODE, {"code": "AAAA-AAAA"})
    assert User.objects.get().email == OLD
    assert sign_in(OLD)[1] == HOME


@pytest.mark.usefixtures("mail_added")
def test_an_address_of_another_account_is_not_taken_over_also_when_nobody_confirmed_it(
    switch_mail,
):
    switch_mail(False)
    sign_up(TRUE)
    switch_mail(True)
    client, _place = sign_in(OLD)
    prove(client)
    client.post(ADDRESS, {"email": TRUE, "action_add": ""})
    answer = client.post(CODE, {"code": code_of(TRUE)})
    assert answer.status_code == 200
    assert set(User.objects.values_list("email", flat=True)) == {OLD, TRUE}
    assert not EmailAddress.objects.filter(verified=True).exists()
    assert sign_in(TRUE)[1] == HOME


@pytest.mark.usefixtures("mail_added")
def test_a_passkey_can_be_added_before_the_address_is_confirmed():
    client, _place = sign_in(OLD)
    prove(client)
    assert client.get("/account/factors/webauthn/add/").status_code == 200


def test_a_second_confirmed_address_leaves_the_first_one_as_it_is(switch_mail):
    switch_mail(True)
    client = sign_up(NEW)
    client.post(CODE, {"code": code_of(NEW)})
    prove(client)
    client.post(ADDRESS, {"email": TRUE, "action_add": ""})
    client.post(CODE, {"code": code_of(TRUE)})
    assert User.objects.get().email == NEW
    assert EmailAddress.objects.filter(verified=True).count() == 2
    assert sign_in(TRUE)[1] == sign_in(NEW)[1] == HOME


@pytest.mark.usefixtures("mail_added")
def test_a_stranger_who_keeps_asking_for_codes_keeps_nobody_out(settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "1/10s/key"}
    cache.clear()
    sign_up(OLD)
    assert "You have an account" in mail.outbox[0].subject
    assert sign_in(OLD)[1] == HOME


# --- What an unproven address does not get --------------------------------------------------------


@pytest.mark.usefixtures("mail_added")
def test_no_link_for_a_new_password_goes_to_an_address_nobody_confirmed():
    Client().post("/account/password/reset/", {"email": OLD})
    [sent] = mail.outbox
    assert "/password/reset/key/" not in sent.body
    assert "nobody has confirmed yet" in sent.body


@pytest.mark.usefixtures("mail_added")
def test_the_page_says_the_same_whether_an_address_is_confirmed_or_not_or_unknown():
    seen = set()
    for email in (OLD, "nobody@example.org"):
        answer = Client().post("/account/password/reset/", {"email": email}, follow=True)
        seen.add((answer.status_code, answer.content.decode().replace(email, "x")))
    assert len(seen) == 1


@pytest.mark.usefixtures("mail_added")
def test_a_link_for_a_new_password_comes_once_the_address_is_confirmed():
    EmailAddress.objects.update(verified=True)
    Client().post("/account/password/reset/", {"email": OLD})
    assert "/password/reset/key/" in mail.outbox[0].body


def test_a_new_account_whose_password_was_forgotten_before_its_first_code_is_no_dead_end(
    switch_mail,
):
    switch_mail(True)
    sign_up(NEW)
    mail.outbox.clear()
    Client().post("/account/password/reset/", {"email": NEW})
    assert "/password/reset/key/" in mail.outbox[0].body


@pytest.mark.usefixtures("mail_added")
def test_no_notice_of_a_change_goes_to_an_address_nobody_confirmed():
    client, _place = sign_in(OLD)
    words = {"oldpassword": "four plain words here", "password1": "x" * 9 + " y z other"}
    client.post("/account/password/change/", words | {"password2": words["password1"]})
    assert User.objects.get().check_password(words["password1"])
    assert not mail.outbox


@pytest.mark.usefixtures("mail_added")
@pytest.mark.parametrize(("is_proven", "letters"), [(False, 0), (True, 1)])
def test_a_notice_that_the_library_sends_to_an_address_goes_there_only_if_it_is_confirmed(
    is_proven, letters
):
    user = User.objects.get()
    EmailAddress.objects.filter(user=user).update(verified=is_proven)
    with library.request_context(RequestFactory().get(ADDRESS)):
        get_adapter().send_notification_mail("account/email/email_changed", user, {}, email=OLD)
    assert len(mail.outbox) == letters
