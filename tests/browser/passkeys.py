"""A passkey without a finger: Chromium's own virtual authenticator."""

from django.conf import settings
from playwright.sync_api import Page

from tests.browser import ways

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def attach(page: Page) -> None:
    """Give the page's browser a device that answers every question for a passkey with yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def add(page: Page, *, by_enter: bool = False) -> None:
    """Add a passkey for the person who is signed in."""
    ways.confirm(page)
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Passwordless").check()
    if by_enter:
        page.get_by_label("Name").press("Enter")
    else:
        page.get_by_role("main").get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))


def sign_in(page: Page) -> None:
    """Press the passkey's button on the sign-in page; the device says yes by itself."""
    page.get_by_role("button", name="passkey").click()
    page.locator(".menu").wait_for()


def outlasts_the_browser(page: Page) -> bool:
    """Say whether the session's cookie stays when the browser is closed."""
    kept = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    return kept[settings.SESSION_COOKIE_NAME] > 0
