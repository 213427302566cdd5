"""The pictures of the README, of the year of a person who does not exist.

They are taken only where CARELOG_PICTURES names the folder they are to be written to.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import expect

from carelog.accounts.models import User
from carelog.patients.models import Patient
from carelog.upkeep.demo.calendar import Calendar
from carelog.upkeep.demo.people import begin_demo, demo_users
from carelog.upkeep.demo.year import make_demo
from tests.browser import ways

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("CARELOG_PICTURES", "")
MOST_BYTES = 200_000
TO_TOP = "(at) => at.scrollIntoView()"
PLACES = ("spine_lumbar-middle", "hip-left", "rib-right")
PHONE, DESKTOP = (390, 844), (1280, 900)
# The pictures change only when something in them does.
TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 15, tzinfo=UTC)


def picture(page, name: str) -> None:
    """Write what the screen shows into the folder."""
    page.mouse.move(0, 0)
    taken = page.screenshot()
    assert 5_000 < len(taken) <= MOST_BYTES
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(taken)


@pytest.fixture
def take(open_page, transactional_db):
    """Make the year; return a function that opens a page of it, by its path in the record."""
    with time_machine.travel(NOW):
        make_demo(1, TODAY)
        record = f"/patients/{Patient.objects.get().uid}/"

        def opened(path: str, size: tuple[int, int], scheme: str = "light", top: str = "body"):
            page = open_page(*size, user=demo_users()[0], color_scheme=scheme)
            page.goto(record + path)
            page.locator(top).first.evaluate(TO_TOP)
            return page

        yield opened


@pytest.mark.skipif(not FOLDER, reason="CARELOG_PICTURES names no folder")
def test_pictures(take):
    picture(take("today/", PHONE), "today-390-light")
    picture(take("logs/", PHONE), "log-390-light")
    picture(take("summary/", (1280, 900)), "summary-1280-light")
    picture(take("trends/?period=90", DESKTOP), "trends-1280-light")
    picture(take("trends/?period=90", PHONE, "dark"), "trends-390-dark")
    picture_of_the_body_map(take("logs/pain/new/", PHONE))
    # From here on they write.
    picture_of_the_check_in(take("today/", PHONE))
    picture_of_an_answered_sign(take("logs/symptoms/new/", PHONE))


def picture_of_the_check_in(page) -> None:
    ways.Finger(page).tap("4")
    expect(page.get_by_role("heading", name="New or getting worse?")).to_be_visible()
    picture(page, "check-in-390-light")


def picture_of_an_answered_sign(page) -> None:
    page.get_by_label("Weakness in an arm or leg").check()
    ways.Finger(page).tap("Save")
    expect(page.get_by_role("heading", name="Call your cancer line now")).to_be_visible()
    picture(page, "act-now-390-light")


def picture_of_the_body_map(page) -> None:
    for place in PLACES:
        page.locator(f"#place-{place}").evaluate("(box) => box.click()")
    page.get_by_role("heading", name="Where does it hurt?").evaluate(TO_TOP)
    picture(page, "body-map-390-light")


def test_the_person_in_the_pictures_is_a_demo_person(open_page, transactional_db):
    demo = begin_demo(1, Calendar(TODAY))
    page = open_page(*PHONE, user=demo.person)
    page.goto(f"/patients/{demo.patient.uid}/today/")
    expect(page.get_by_text("This is a demo. Nobody in it exists.")).to_be_visible()
    assert all(user.email.endswith("@example.org") for user in User.objects.all())
