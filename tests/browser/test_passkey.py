"""Signing in with a finger instead of a password."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser import pages, passkeys
from tests.browser.tour import tour

pytestmark = pytest.mark.browser


@pytest.fixture
def with_passkey(open_page, sure_owner):
    """A browser of someone who has signed in and added a passkey."""
    page = open_page(client=sure_owner)
    passkeys.attach(page)
    passkeys.add(page)
    return page


@pytest.fixture
def passkey_page(with_passkey):
    """A browser of someone who has added a passkey and is not signed in, on the sign-in page."""
    page = with_passkey
    page.context.clear_cookies()
    page.goto("/account/login/")
    return page


@pytest.mark.parametrize("own_device", [True, False], ids=["own device", "shared device"])
def test_a_passkey_signs_in_without_a_password_for_as_long_as_asked(
    passkey_page, record, own_device
):
    passkey_page.get_by_label("This is my own device").set_checked(own_device)
    passkeys.sign_in(passkey_page)
    expect(passkey_page.locator(".menu summary", has_text=record.name)).to_be_visible()
    seconds = settings.OWN_DEVICE_IDLE_SECONDS if own_device else settings.IDLE_SECONDS
    expect(passkey_page.locator("body")).to_have_attribute("data-idle-seconds", str(seconds))
    assert passkeys.outlasts_the_browser(passkey_page) is own_device


def test_enter_in_the_name_adds_a_passkey_as_the_button_does(open_page, sure_owner, patient):
    page = open_page(client=sure_owner)
    passkeys.attach(page)
    passkeys.add(page, by_enter=True)
    assert patient.authenticator_set.filter(type="webauthn").count() == 1


def test_account_pages_of_a_person_with_a_passkey(with_passkey, patient):
    key = patient.authenticator_set.get(type="webauthn").pk
    assert tour(with_passkey, pages.addresses(pages.with_passkey(key))) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("navigator.credentials.get = () => Promise.reject(new Error('no'))", "was not used"),
        ("delete window.PublicKeyCredential", "This browser cannot use passkeys here"),
        ("", "do not work at an address made of numbers"),
    ],
    ids=["cancelled", "no support", "IP address"],
)
def test_a_passkey_says_why_it_cannot_work(open_page, live_server, settings, change, words):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    here = live_server.url if change else live_server.url.replace("localhost", "127.0.0.1")
    page = open_page(base_url=here)
    page.add_init_script(change)
    page.goto("/account/login/")
    page.get_by_role("button", name="passkey").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
