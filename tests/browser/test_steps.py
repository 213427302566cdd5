"""The whole check-in, all steps filled in: counted and timed, with a script and without."""

import time

import pytest
from playwright.sync_api import expect

from carelog.logs.models import (
    BowelsEntry,
    CheckIn,
    DietEntry,
    MobilityEntry,
    MoodEntry,
    WellbeingEntry,
)
from tests import cast
from tests.browser import ways

pytestmark = pytest.mark.browser
# What one touch of a tired hand, reading included, may take: an assumption, said with the figure.
SECONDS_A_TOUCH = 3


def choose(page, question: str, answer: str) -> None:
    """Touch one answer of a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_all_steps_take_about_a_minute(open_page, record, patient, access, figure, script):
    cast.make_number(access)
    page = open_page(user=patient, java_script_enabled=script)
    page.goto(f"/patients/{record.uid}/today/")
    began, finger = time.monotonic(), ways.Finger(page)
    finger.tap("6", "None of these")
    page.get_by_role("link", name="Moving, food and bowels").click()
    page.get_by_label("How long was your longest walk?").fill("20")
    choose(page, "How was your appetite today?", "4")
    page.get_by_label("How much did you drink today?").fill("6")
    choose(page, "Did your bowels move today?", "yes")
    finger.tap("Save and go on")
    choose(page, "How tired were you at your worst today?", "5")
    page.get_by_label("How long did you sleep last night?").fill("6,5")
    choose(page, "How upset or stressed have you felt this week?", "3")
    finger.tap("Save and finish")
    expect(page.get_by_role("heading", name="Check-in")).to_be_visible()
    seconds, touches = time.monotonic() - began, finger.taps + 1 + 7
    likely = touches * SECONDS_A_TOUCH + seconds
    figure(
        f"whole check-in: {touches} touches, {seconds:.1f} s of pages, "
        f"about {likely:.0f} s at {SECONDS_A_TOUCH} s a touch ({script=})"
    )
    assert likely < 70
    kept = (MobilityEntry, DietEntry, BowelsEntry, WellbeingEntry, MoodEntry)
    assert [kind.objects.count() for kind in kept] == [1] * 5
    assert CheckIn.objects.get().done_at
    assert (DietEntry.objects.get().drinks_ml, BowelsEntry.objects.get().moved) == (1200, True)


def test_a_step_with_a_mistake_keeps_every_answer(open_page, record, patient, access):
    cast.make_number(access)
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/today/")
    ways.Finger(page).tap("6", "None of these")
    page.get_by_role("link", name="Moving, food and bowels").click()
    page.get_by_label("How long was your longest walk?").fill("a long way")
    choose(page, "How was your appetite today?", "4")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("How long was your longest walk?")).to_have_value("a long way")
    assert not DietEntry.objects.exists()
