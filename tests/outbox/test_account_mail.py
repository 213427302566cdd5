"""Signing up and asking for a password work while the mail server is dead; the mail comes later."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from carelog.accounts.models import User
from carelog.outbox.models import Message
from carelog.outbox.sending import Round, send_due
from tests import cast
from tests.outbox.servers import LOCMEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("with_outbox")]

NEW = "new@example.org"
SIGN_UP, RESET, CONFIRM = "/account/signup/", "/account/password/reset/", "/account/confirm-email/"
FORM = {"email": NEW, "password1": "four plain words here"}


class DeadServer:
    """A mail server that fails, each time for another reason."""

    error: Exception

    def __init__(self, **settings):
        pass

    def open(self):
        raise self.error

    def close(self):
        pass


@pytest.fixture(
    params=[
        ConnectionRefusedError("x@example.org"),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPAuthenticationError(535, b"x@example.org"),
    ],
    ids=lambda error: type(error).__name__,
)
def dead_mail(request, settings, monkeypatch):
    """A site whose mail server fails."""
    monkeypatch.setattr(DeadServer, "error", request.param, raising=False)
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeadServer"


def test_dead_mail_does_not_break_signing_up_and_the_code_comes_later(
    client, dead_mail, settings, clock, caplog
):
    response = client.post(SIGN_UP, FORM)
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert User.objects.filter(email=NEW).exists()
    assert "example.org" not in caplog.text
    settings.OUTBOX_TRANSPORT = LOCMEM
    clock.move_to(cast.NOON + timedelta(minutes=1))
    assert send_due() == Round(sent=1)
    [message] = mail.outbox
    assert message.to == [NEW]


def test_dead_mail_does_not_break_asking_for_a_password_nor_tell_who_has_an_account(dead_mail):
    cast.make_user("patient")
    both = ("patient@example.org", "nobody@example.org")
    pages = [Client().post(RESET, {"email": email}) for email in both]
    assert {page.status_code for page in pages} == {302}
    assert len({page["Location"] for page in pages}) == 1
    assert sorted(Message.objects.values_list("to_email", flat=True)) == sorted(both)


def test_a_link_to_a_new_password_is_mailed_at_once_also_at_night_and_leaves_no_trace(clock):
    clock.move_to(cast.NOON.replace(hour=2))
    user = cast.make_user("patient")
    Client().post(RESET, {"email": user.email})
    [message] = mail.outbox
    assert re.search(r"/account/password/reset/key/\S+", message.body)
    assert Message.objects.get().body == ""


def test_an_address_that_could_begin_a_header_breaks_no_page(client):
    form = FORM | {"email": '"a\x0bBcc: x"@example.org'}
    assert client.post(SIGN_UP, form).status_code < 500
    assert client.post(RESET, {"email": form["email"]}).status_code < 500
    assert not mail.outbox
