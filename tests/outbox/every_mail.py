"""Every kind of mail that this site can send, each by the request or the act that causes it."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from carelog.accounts.models import User
from carelog.outbox.sending import send_due
from carelog.patients.models import Patient
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from tests import cast
from tests.links import holders

#: A request that says of itself that it came to another address.
LIES = {
    "host": "localhost:6666",
    "x-forwarded-host": "evil.example:6666",
    "x-forwarded-port": "6666",
    "x-forwarded-server": "evil.example",
    "user-agent": "evil/1.0",
    "forwarded": "host=evil.example:6666;proto=https",
}
LIED = re.compile(r"localhost|testserver|evil|6666")
NEW_PASSWORD = "quite other words here"


def liar() -> Client:
    """Return a client that asks for the site by another address."""
    return Client(headers=LIES)


def signed_in(user: User) -> Client:
    """Return such a client whose person has just typed their password."""
    client = liar()
    form = {"login": user.email, "password": cast.PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    return client


def with_second_address(user: User, name: str) -> Client:
    """Give someone a second address and press a button of the page of addresses."""
    EmailAddress.objects.create(user=user, email="second@example.org", verified=True)
    form = {"email": "second@example.org", name: ""}
    return signed_in(user).post(reverse("account_email"), form)


def sign_up(user: User, email: str = "new@example.org"):
    return liar().post(reverse("account_signup"), {"email": email, "password1": NEW_PASSWORD})


def ask_for_a_code(user: User):
    form = {"email": "other@example.org", "action_add": ""}
    return signed_in(user).post(reverse("account_email"), form)


def ask_for_a_password(user: User, email: str = ""):
    form = {"email": email or user.email}
    return liar().post(reverse("account_reset_password"), form)


def choose_a_password_by_link(user: User):
    ask_for_a_password(user)
    send_due()
    path = re.search(r"/account/password/reset/key/\S+", mail.outbox.pop().body)[0]
    client = liar()
    form = client.get(path)["Location"]
    return client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def change_the_password(user: User):
    form = {"oldpassword": cast.PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return signed_in(user).post(reverse("account_change_password"), form)


def set_a_first_password(user: User):
    user.set_unusable_password()
    user.save()
    client = liar()
    client.force_login(user)
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return client.post(reverse("account_set_password"), form)


def add_a_passkey(user: User):
    client = signed_in(user)
    form = {"name": "Phone", "credential": '{"id": "x"}'}
    with pytest.MonkeyPatch.context() as patch:
        # What a real passkey answers is tried in the browser; here it is what comes after.
        for name in ("parse_registration_response", "complete_registration"):
            patch.setattr(webauthn, name, lambda credential: None)
        patch.setattr(webauthn.WebAuthn, "add", lambda *args: SimpleNamespace(instance=None))
        return client.post(reverse("mfa_add_webauthn"), form)


def remove_a_passkey(user: User):
    client = signed_in(user)
    passkey = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Phone"})
    return client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))


def make_recovery_codes(user: User):
    client = signed_in(user)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Phone"})
    return client.post(reverse("mfa_generate_recovery_codes"))


#: What the account library sends, by the name of its template.
BY_LIBRARY = {
    "account/email/email_confirmation_signup": sign_up,
    "account/email/email_confirmation": ask_for_a_code,
    "account/email/account_already_exists": lambda user: sign_up(user, user.email),
    "account/email/unknown_account": lambda user: ask_for_a_password(user, "no@example.org"),
    "account/email/password_reset_key": ask_for_a_password,
    "account/email/password_reset": choose_a_password_by_link,
    "account/email/password_changed": change_the_password,
    "account/email/password_set": set_a_first_password,
    "account/email/email_changed": lambda user: with_second_address(user, "action_primary"),
    "account/email/email_deleted": lambda user: with_second_address(user, "action_remove"),
    "mfa/email/webauthn_added": add_a_passkey,
    "mfa/email/webauthn_removed": remove_a_passkey,
    "mfa/email/recovery_codes_generated": make_recovery_codes,
}
#: What it has words for and never sends here, each by a setting that is not used.
NEVER_SENT = {
    "account/email/login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED",
    "account/email/password_reset_code": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
    "account/email/email_confirm": "",
    "mfa/email/totp_activated": "totp",
    "mfa/email/totp_deactivated": "totp",
}


def invite(user: User):
    record = Patient.objects.get()
    form = {"name": "Ann", "relation": "caregiver", "role": "viewer", "scope": ["pain"]}
    form |= {"uid": "6d0f8a52-7c1e-4a3b-9d52-0a4f0e8b7c11", "email": "ann@example.org"}
    return signed_in(user).post(reverse("person_invite", args=[record.uid]), form)


def comment(user: User):
    talk.say(cast.access_of(Patient.objects.get(), user), Comment(text="x"))


def give_a_task(user: User):
    other = User.objects.exclude(pk=user.pk).get()
    task = Task(owner=other, due_on=cast.NOON.date(), text="x")
    talk.give_task(cast.access_of(Patient.objects.get(), user), task)


def guess_a_link_to_death(user: User):
    _link, token, _passcode = holders.make(cast.access_of(Patient.objects.get(), user))
    for _time in range(10):
        holders.knock(liar(), token, "wrong")


#: What CareLog itself sends, by its subject.
BY_US = {
    "CareLog: an invitation": invite,
    "CareLog: a new comment": comment,
    "CareLog: a new task": give_a_task,
    "CareLog: a link has ended": guess_a_link_to_death,
}


def templates_of_the_library() -> set[str]:
    """Return the name of every mail that the account library has words for."""
    folder = Path(allauth.__file__).parent / "templates"
    found = [*folder.glob("account/email/*_subject.txt"), *folder.glob("mfa/email/*_subject.txt")]
    return {str(path.relative_to(folder)).removesuffix("_subject.txt") for path in found}


def subjects_of_ours() -> set[str]:
    """Return every text in the code that begins as subjects of ours begin."""
    files = (settings.BASE_DIR / "carelog").rglob("*.py")
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text())))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    found = {text for text in texts if isinstance(text, str) and text.startswith("CareLog: ")}
    return found - {settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}
