"""The ways through the site that several tests walk, by what a person reads on the screen."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from carelog.patients.access import Access
from tests import cast


def sign_up(page: Page, email: str = "new@example.org") -> None:
    """Make an account, from the first page on."""
    page.goto("/")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Make an account").click()


def set_up(page: Page, name: str = "Maria Example") -> None:
    """Start one's own record in Berlin and give one number to call."""
    page.get_by_label("Me", exact=True).check()
    page.get_by_label("Name*", exact=True).fill(name)
    page.get_by_label("Year of birth").fill("1958")
    page.get_by_label("Country").select_option("DE")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Number*", exact=True).fill("+49 30 5550")
    page.get_by_role("button", name="Save this number").click()
    expect(page.get_by_role("heading", name="Worst pain in the last 24 hours?")).to_be_visible()


def sign_in_by_form(page: Page, user, *, own_device: bool = False) -> None:
    """Sign in with the password, on the page of that name."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(cast.PASSWORD)
    if own_device:
        page.get_by_label("This is my own device").check()
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".menu")).to_be_visible()


def confirm(page: Page) -> None:
    """Type the password once more, as what changes the sign-in asks for."""
    page.goto("/account/factors/webauthn/add/")
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").wait_for()


def yesterday(access: Access) -> None:
    """Put a day in the record whose places can be carried over."""
    cast.make_pain(access, timezone.now() - timedelta(hours=24), [("hip", "left")], worst_24h=4)


class Finger:
    """Taps buttons by their words, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, *buttons: str) -> None:
        """Tap one button after the other, each on the page the one before has led to."""
        for words in buttons:
            with self.page.expect_navigation():
                self.page.get_by_role("button", name=words, exact=True).click()
            self.taps += 1
