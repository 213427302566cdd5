"""The whole first day on a phone, in short. It runs on both databases."""

import pytest
from playwright.sync_api import expect

from carelog.accounts.models import User
from carelog.logs.models import CheckIn
from carelog.patients.models import Patient
from tests import cast
from tests.browser import ways

pytestmark = [pytest.mark.browser, pytest.mark.smoke]
FOUR_TAPS = ("7", "None of these", "It hurts in the same places as before", "Done")


def test_smoke_a_new_person_signs_up_checks_in_with_four_taps_and_sees_the_trend(open_page):
    page = open_page()
    ways.sign_up(page)
    ways.set_up(page)
    ways.yesterday(cast.access_of(Patient.objects.get(), User.objects.get()))
    ways.Finger(page).tap(*FOUR_TAPS)
    expect(page.get_by_role("heading", name="Check-in")).to_be_visible()
    page.get_by_role("link", name="See the trend").click()
    expect(page.locator(".panel.of-pain .big").first).to_have_text("7")
    assert page.locator("figure.chart:visible").count() == 1
    assert CheckIn.objects.get().done_at


def test_smoke_a_person_with_an_account_signs_in_and_finds_their_record(open_page, record, patient):
    page = open_page()
    ways.sign_in_by_form(page, patient)
    expect(page.locator(".menu summary", has_text=record.name)).to_be_visible()
