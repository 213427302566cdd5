"""The first day without JavaScript, counted; what was typed stays; undo."""

import time

import pytest
from playwright.sync_api import expect

from carelog.accounts.models import User
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.patients.models import Patient
from tests import cast
from tests.browser import ways
from tests.browser.test_smoke import FOUR_TAPS

pytestmark = pytest.mark.browser
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def today(open_page, record, patient, access):
    """Return a function that opens Today for the patient, with a number to call."""
    cast.make_number(access)

    def opened(script: bool = True):
        page = open_page(user=patient, java_script_enabled=script)
        page.goto(f"/patients/{record.uid}/today/")
        return page

    return opened


def test_without_a_script_a_new_person_signs_up_sets_up_and_checks_in(open_page):
    page = open_page(java_script_enabled=False)
    ways.sign_up(page)
    ways.set_up(page)
    ways.yesterday(cast.access_of(Patient.objects.get(), User.objects.get()))
    ways.Finger(page).tap(*FOUR_TAPS)
    page.get_by_role("link", name="See the trend").click()
    expect(page.locator(".panel.of-pain .big").first).to_have_text("7")


@SCRIPT
def test_a_check_in_takes_four_taps_and_at_most_twenty_seconds(today, access, figure, script):
    ways.yesterday(access)
    page, began = today(script), time.monotonic()
    finger = ways.Finger(page)
    finger.tap(*FOUR_TAPS)
    expect(page.get_by_text("CareLog cannot tell if you are well.")).to_be_visible()
    seconds = time.monotonic() - began
    figure(f"check-in: {finger.taps} taps, {seconds:.1f} s of pages ({script=})")
    assert (finger.taps, seconds < 20) == (4, True)
    pain = PainEntry.objects.exclude(check_in=None).get()
    assert (pain.worst_24h, pain.places.get().code) == (7, "hip.left")
    assert not SymptomsEntry.objects.get().chest_pain


@SCRIPT
def test_wrong_input_keeps_what_was_typed(today, record, script):
    page = today(script)
    page.goto(f"/patients/{record.uid}/logs/pain/new/")
    page.get_by_label("Note").fill("worse on the stairs")
    page.get_by_label("When was this?").fill("2099-01-01T10:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This time is still to come.").first).to_be_visible()
    expect(page.get_by_text("Choose at least one number.").first).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("worse on the stairs")
    assert not PainEntry.objects.exists()


@SCRIPT
def test_a_set_up_with_a_mistake_keeps_what_was_typed(open_page, patient, script):
    page = open_page(user=patient, java_script_enabled=script)
    page.goto("/patients/new/")
    page.get_by_label("Name*", exact=True).fill("Maria Example")
    page.get_by_label("Year of birth").fill("19")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".error").first).to_be_visible()
    expect(page.get_by_label("Name*", exact=True)).to_have_value("Maria Example")
    expect(page.get_by_label("Year of birth")).to_have_value("19")


@SCRIPT
def test_the_first_tap_is_saved_at_once_and_the_check_in_undone_and_put_back(today, script):
    page = today(script)
    finger = ways.Finger(page)
    finger.tap("6")
    expect(page.get_by_role("heading", name="New or getting worse?")).to_be_visible()
    assert PainEntry.objects.get().worst_24h == 6
    finger.tap("None of these", "Done", "Undo this check-in")
    expect(page.get_by_role("heading", name="This check-in was undone")).to_be_visible()
    assert not PainEntry.objects.exists()
    finger.tap("Put it back")
    expect(page.get_by_role("heading", name="Check-in")).to_be_visible()
    assert PainEntry.objects.get().worst_24h == 6
