"""The pictures of the README, of a person who does not exist.

They are taken only where CARELOG_PICTURES names the folder they are to be written to.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from carelog.accounts.models import User
from tests.browser import ninety_days, ways

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("CARELOG_PICTURES", "")
MOST_BYTES = 200_000
TO_TOP = "(at) => at.scrollIntoView()"
PLACES = ("spine_lumbar-middle", "hip-left", "rib-right")


def demo(open_page, width: int, height: int, scheme: str = "light"):
    """Open a page for the demo person; return it and the start of their record's addresses."""
    access = ninety_days.make_demo()
    page = open_page(width, height, user=access.actor, color_scheme=scheme)
    return page, f"/patients/{access.patient.uid}/"


def picture(page, name: str) -> None:
    """Write what the screen shows; where no folder is named, only see that it can be taken."""
    page.mouse.move(0, 0)
    taken = page.screenshot()
    assert 5_000 < len(taken) <= MOST_BYTES
    if FOLDER:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(taken)


only_when_asked = pytest.mark.skipif(not FOLDER, reason="CARELOG_PICTURES names no folder")


@only_when_asked
@pytest.mark.parametrize(
    ("name", "path", "size", "scheme", "top"),
    [
        ("today-390-light", "today/", (390, 844), "light", "body"),
        ("trends-1280-light", "trends/?period=90", (1280, 1160), "light", "body"),
        ("trends-390-dark", "trends/?period=90", (390, 844), "dark", "#pain"),
    ],
)
def test_picture_of_a_page(open_page, name, path, size, scheme, top):
    page, record = demo(open_page, *size, scheme)
    page.goto(record + path)
    page.locator(top).evaluate(TO_TOP)
    picture(page, name)


@only_when_asked
def test_picture_of_the_check_in(open_page):
    page, record = demo(open_page, 390, 844)
    page.goto(f"{record}today/")
    ways.Finger(page).tap("4")
    expect(page.get_by_role("heading", name="New since yesterday?")).to_be_visible()
    picture(page, "check-in-390-light")


@only_when_asked
def test_picture_of_an_answered_sign(open_page):
    page, record = demo(open_page, 390, 844)
    page.goto(f"{record}logs/symptoms/new/")
    page.get_by_label("New weakness in an arm or leg").check()
    ways.Finger(page).tap("Save")
    expect(page.get_by_role("heading", name="Call your cancer line now")).to_be_visible()
    picture(page, "act-now-390-light")


@only_when_asked
def test_picture_of_the_body_map(open_page):
    page, record = demo(open_page, 390, 844)
    page.goto(f"{record}logs/pain/new/")
    for place in PLACES:
        page.locator(f"#place-{place}").evaluate("(box) => box.click()")
    page.get_by_role("heading", name="Where does it hurt?").evaluate(TO_TOP)
    picture(page, "body-map-390-light")


def test_the_person_in_the_pictures_is_a_demo_person(open_page, transactional_db):
    page, record = demo(open_page, 390, 844)
    page.goto(f"{record}today/")
    expect(page.get_by_text("This is a demo. Nobody in it exists.")).to_be_visible()
    assert User.objects.get().email.endswith("@example.org")
