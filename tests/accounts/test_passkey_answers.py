"""What is sent as a passkey's answer and is none is refused, wherever a passkey is asked for."""

import pytest
import time_machine
from allauth.core import context
from django.urls import reverse

from carelog.accounts.forms import PasskeyAgainForm, PasskeySecondForm, PasskeySignInForm
from tests import cast

NO_ANSWERS = [
    "[]",
    "[1]",
    '"x"',
    "1",
    '{"id": "x"}',
    '{"id": null, "rawId": null, "type": "public-key", "response": null}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "x"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": [1]}',
    "9" * 5000,
    '{"id": ' * 5000 + "1" + "}" * 5000,
    "[" * 100_000,
    "{",
]
no_answer = pytest.mark.parametrize("credential", NO_ANSWERS)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@no_answer
def test_no_answer_adds_no_passkey(client, patient, credential):
    client.post(reverse("account_login"), {"login": patient.email, "password": cast.PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    sent = {"name": "Phone", "credential": credential}
    assert client.post(reverse("mfa_add_webauthn"), sent).status_code == 200
    assert not patient.authenticator_set.exists()


@no_answer
@pytest.mark.parametrize("form", [PasskeyAgainForm, PasskeySecondForm, PasskeySignInForm])
def test_no_answer_proves_nobody(rf, patient, form, credential):
    user = {} if form is PasskeySignInForm else {"user": patient}
    request = rf.post("/")
    request.session = {}
    with context.request_context(request):
        assert not form(data={"credential": credential}, **user).is_valid()
