"""The pages of an account speak plainly, and passkeys keep what their scripts need."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth as webauthn
from django.test import Client
from django.urls import reverse

from tests import cast

SIGN_IN = "/account/login/"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
OLD_WORDS = ("Security Key", "security key", "Two-Factor", "Sign Out", "Confirm Access", "Sessions")
SIGNED_IN = {
    "account_logout": "Sign out of CareLog here?",
    "account_reauthenticate": "Confirm that it is you",
    "account_change_password": "All your other devices are then signed out.",
    "mfa_index": "A passkey lets you sign in with your phone or computer instead of a password.",
    "mfa_list_webauthn": "Your passkeys",
    "mfa_add_webauthn": "Add this passkey",
    "mfa_generate_recovery_codes": "Make new recovery codes?",
    "session_list": "Where you are signed in",
}
PUBLIC = {
    "account_inactive": "This account is closed",
    "account_email_verification_sent": "Look at your mail",
    "account_reset_password_done": "Look at your mail",
    "account_reset_password_from_key_done": "Your password is changed",
}
SCRIPTS = ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js")


def enter(user) -> Client:
    client = Client(headers={"user-agent": PHONE})
    client.post(SIGN_IN, {"login": user.email, "password": cast.PASSWORD})
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    return client


@pytest.fixture
def inside(patient):
    """A client on a phone that has just given the password."""
    return enter(patient)


@pytest.fixture
def passkey(inside, patient, monkeypatch):
    """A passkey added after signing in, whose key nobody reads."""
    monkeypatch.setattr(webauthn, "get_credentials", lambda user: [])
    data = {"name": "My phone", "credential": {"clientExtensionResults": {}}}
    return Authenticator.objects.create(user=patient, type="webauthn", data=data)


def says(client: Client, address: str, words: str) -> bool:
    page = client.get(address, follow=True).content.decode()
    assert not [old for old in OLD_WORDS if old in page]
    return words in page


@pytest.mark.parametrize(("name", "words"), SIGNED_IN.items())
def test_a_page_of_the_account_says_what_it_is_for(inside, name, words):
    assert says(inside, reverse(name), words)


@pytest.mark.parametrize(("name", "words"), PUBLIC.items())
def test_a_page_before_signing_in_says_what_to_do(db, name, words):
    assert says(Client(), reverse(name), words)


def test_a_mailed_link_that_is_over_says_so(db):
    address = reverse("account_confirm_email", args=["unknown"])
    assert says(Client(), address, "This link does not work any more")


@pytest.mark.parametrize(
    ("name", "words"),
    [("account_email", "Use this address"), ("account_reset_password", "Send the link")],
)
def test_a_site_with_mail_says_what_its_mail_is_for(inside, settings, patient, name, words):
    EmailAddress.objects.create(user=patient, email=patient.email, primary=True)
    settings.HAS_MAIL = True
    assert says(inside, reverse(name), words)


def test_a_new_address_is_confirmed_with_a_code_from_the_mail(db, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    client = Client()
    client.post("/account/signup/", {"email": "new@example.org", "password1": cast.PASSWORD})
    address = reverse("account_email_verification_sent")
    assert says(client, address, "We sent a code to new@example.org.")


def test_closed_sign_up_says_who_can_help(db, settings):
    settings.SIGNUP = "closed"
    assert says(Client(), "/account/signup/", "Ask the person who runs this site.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mfa_edit_webauthn", "Rename this passkey"),
        ("mfa_remove_webauthn", "Remove the passkey “My phone”?"),
    ],
)
def test_a_passkey_can_be_renamed_and_removed(inside, passkey, name, words):
    address = reverse(name, args=[passkey.pk])
    assert says(inside, "/account/factors/webauthn/", address)
    assert says(inside, address, words)
    assert inside.post(address, {"name": "Tablet"}).status_code == 302
    passkey = Authenticator.objects.filter(pk=passkey.pk).first()
    assert passkey is None or str(passkey) == "Tablet"


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_reauthenticate_webauthn"])
def test_a_page_for_a_passkey_brings_its_scripts_and_field(inside, passkey, name):
    page = inside.get(reverse(name)).content.decode()
    assert all(script in page for script in SCRIPTS)
    assert 'type="hidden" name="credential"' in page
    assert 'id="js_data"' in page


def test_a_new_passkey_signs_in_alone_unless_unticked_and_is_named_after_the_device(inside):
    page = inside.get("/account/factors/webauthn/add/").content.decode()
    assert 'name="passwordless" checked' in page
    assert 'value="Android, Chrome' in page


def test_a_passkey_that_fails_is_asked_for_again(inside, passkey):
    page = inside.post("/account/factors/webauthn/add/", {"credential": "", "name": "Tablet"})
    assert "The passkey did not work. Try again." in page.content.decode()
    assert 'value="Tablet"' in page.content.decode()
    assert 'name="passwordless" checked' not in page.content.decode()


def test_the_second_step_offers_the_passkey_and_a_code(passkey, patient):
    client = Client()
    client.post(SIGN_IN, {"login": patient.email, "password": cast.PASSWORD})
    assert says(client, reverse("mfa_authenticate"), "Type one of your recovery codes.")
    assert says(client, reverse("mfa_authenticate"), "Use your passkey")


def test_another_way_to_confirm_is_named_plainly(inside, passkey, patient):
    RecoveryCodes.activate(patient)
    assert says(inside, "/account/reauthenticate/", "Use a recovery code")
    assert says(inside, reverse("mfa_reauthenticate"), "Use your passkey")


def test_new_codes_are_shown_one_to_a_line_and_only_once(inside, passkey):
    inside.post(reverse("mfa_generate_recovery_codes"))
    assert says(inside, reverse("mfa_view_recovery_codes"), "They are shown only once.")
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    again = inside.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert f"You have {len(codes)} codes left." in again
    assert not [code for code in codes if code in again]


def test_a_device_is_named_in_short_and_this_one_is_marked(inside):
    page = inside.get("/account/sessions/").content.decode()
    assert "Android, Chrome" in page
    assert "AppleWebKit" not in page
    assert page.count("This device") == 1


def test_the_others_can_be_signed_out_only_where_there_are_others(inside, patient):
    assert not says(inside, "/account/sessions/", "Sign out the others")
    enter(patient).get("/account/preferences/")
    assert says(inside, "/account/sessions/", "Sign out the others")


def test_a_person_between_password_and_passkey_can_turn_back(patient):
    Authenticator.objects.create(user=patient, type="webauthn", data={"name": "Phone"})
    client = Client()
    client.post("/account/login/", {"login": patient.email, "password": cast.PASSWORD})
    assert client.get("/account/login/").status_code == 302
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/account/login/").status_code == 200
