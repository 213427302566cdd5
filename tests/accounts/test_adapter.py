"""Mail that fails breaks nothing, and the seeds of recovery codes are unreadable where they lie."""

import smtplib

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import InvalidToken
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from carelog.accounts.models import User

RESET = "/account/password/reset/"


class DeadServer(BaseEmailBackend):
    """A mail server that cannot be reached, each time for another reason."""

    error: Exception = OSError()

    def send_messages(self, messages):
        raise self.error


@pytest.fixture(
    params=[
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPRecipientsRefused({}),
        smtplib.SMTPAuthenticationError(535, b"no"),
    ],
    ids=lambda error: type(error).__name__,
)
def dead_mail(request, settings, monkeypatch):
    """A site whose mail server fails."""
    monkeypatch.setattr(DeadServer, "error", request.param)
    settings.EMAIL_BACKEND = "carelog.outbox.backend.EmailBackend"
    settings.OUTBOX_TRANSPORT = f"{__name__}.DeadServer"
    settings.HAS_MAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def test_a_dead_mail_server_does_not_break_signing_up(
    client, db, dead_mail, caplog, django_capture_on_commit_callbacks
):
    form = {"email": "new@example.org", "password1": "four plain words here"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/account/signup/", form)
    assert response.status_code == 302
    assert User.objects.filter(email="new@example.org").exists()
    assert "A message could not be sent" in caplog.text
    assert "new@example.org" not in caplog.text


def test_a_dead_mail_server_does_not_break_asking_for_a_password(
    patient, dead_mail, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        both = (patient.email, "no@example.org")
        pages = [Client().post(RESET, {"email": email}) for email in both]
    assert {page.status_code for page in pages} == {302}
    assert len({page["Location"] for page in pages}) == 1


def test_recovery_codes_cannot_be_read_from_the_database(patient):
    codes = RecoveryCodes.activate(patient)
    stored = Authenticator.objects.get(type="recovery_codes").data
    seed = get_adapter().decrypt(stored["seed"])
    assert seed not in str(stored)
    assert not [code for code in codes.get_unused_codes() if code in str(stored)]


def test_a_recovery_code_works_once(patient):
    codes = RecoveryCodes.activate(patient)
    code = codes.get_unused_codes()[0]
    assert codes.validate_code(code)
    assert not codes.validate_code(code)


def test_what_is_encrypted_with_one_key_cannot_be_read_with_another(settings):
    text = get_adapter().encrypt("a seed")
    assert get_adapter().decrypt(text) == "a seed"
    settings.SECRET_KEY = "another-" + settings.SECRET_KEY
    with pytest.raises(InvalidToken):
        get_adapter().decrypt(text)
