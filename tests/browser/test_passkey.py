"""Signing in with a finger instead of a password."""

import pytest
from playwright.sync_api import expect

from tests.browser import passkeys, ways

pytestmark = pytest.mark.browser


def test_a_passkey_is_added_and_then_signs_in_without_a_password(open_page, record, patient):
    page = open_page()
    passkeys.attach(page)
    ways.sign_in_by_form(page, patient)
    passkeys.add(page)
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="passkey").click()
    expect(page.get_by_role("heading", name=record.name)).to_be_visible()
