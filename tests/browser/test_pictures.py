"""The pictures of README.md and of the page of screens, of the year of a person who does not exist.

They are taken only where CARELOG_PICTURES names the folder they are to be written to.
"""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from PIL import Image
from playwright.sync_api import expect

from carelog.accounts.models import User
from carelog.patients.models import Patient
from carelog.upkeep.demo.calendar import Calendar
from carelog.upkeep.demo.people import begin_demo, demo_users
from carelog.upkeep.demo.year import make_demo
from tests.browser import ways

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("CARELOG_PICTURES", "")
COMMITTED = settings.BASE_DIR / "docs" / "pictures"
MOST_BYTES = 100_000
TO_TOP = "(at) => at.scrollIntoView()"
PLACES = ("spine_lumbar-middle", "hip-left", "rib-right")
PHONE, DESKTOP = (390, 844), (1280, 900)
# The pictures change only when something in them does.
TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 15, tzinfo=UTC)


def _map_three_places(page) -> None:
    for place in PLACES:
        page.locator(f"#place-{place}").evaluate("(box) => box.click()")
    page.get_by_role("heading", name="Where does it hurt?").evaluate(TO_TOP)


def _touch_a_point(page) -> None:
    page.locator("figure.chart").first.focus()
    page.keyboard.press("ArrowRight")


def _say_four(page) -> None:
    ways.Finger(page).tap("4")
    expect(page.get_by_role("heading", name="New or getting worse?")).to_be_visible()


def _tick_weakness(page) -> None:
    page.get_by_role("checkbox", name="Arms or legs weak").check()
    page.get_by_label("Weakness in an arm or leg").check()
    ways.Finger(page).tap("Save")
    expect(page.get_by_role("heading", name="Call your cancer line now")).to_be_visible()


@dataclass(frozen=True)
class Picture:
    """What is taken: the page by its path in the record, on what screen, and after what act."""

    name: str
    shows: str
    path: str
    size: tuple[int, int] = PHONE
    scheme: str = "light"
    act: Callable | None = None

    @property
    def file(self) -> str:
        """Return the name of the file, which tells the screen."""
        return f"{self.name}-{self.size[0]}-{self.scheme}.png"


#: In the order of the page of screens. Those with an act that saves come last.
PICTURES = (
    Picture("today", "Today", "today/"),
    Picture("today", "Today on a desktop", "today/", DESKTOP),
    Picture("log", "Log", "logs/"),
    Picture("pain-form", "A form, with the last days beside it", "logs/pain/new/", DESKTOP),
    Picture("body-map", "Where it hurts", "logs/pain/new/", act=_map_three_places),
    Picture("trends", "A point touched", "trends/?period=90", PHONE, "dark", _touch_a_point),
    Picture("trends", "Trends on a desktop", "trends/?period=90", DESKTOP),
    Picture("compare", "Two measures on one axis", "trends/compare/?upper=pain&lower=walking"),
    Picture("month", "A month", "month/"),
    Picture("day", "A day, hour by hour", "day/2026-11-18/", PHONE, "dark"),
    Picture("summary", "The summary for the care team", "summary/", DESKTOP),
    Picture("share", "Who sees what", "sharing/"),
    Picture("learn", "A page to read", "learn/moving-safely/"),
    Picture("check-in", "The signs of a check-in", "today/", act=_say_four),
    Picture("act-now", "A ticked sign", "logs/symptoms/new/", act=_tick_weakness),
)


def page_of_screens() -> str:
    """Return the page that shows every picture, with its name."""
    heads = ("# Screens", "The demo year, taken by `make pictures`. Nobody in it exists.")
    shown = (f"## {one.shows}\n\n![{one.shows}]({one.file})" for one in PICTURES)
    return "\n\n".join((*heads, *shown)) + "\n"


def small(taken: bytes) -> bytes:
    """Return a picture with 256 colours: a page of flat colours looks the same, in a third."""
    kept = io.BytesIO()
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    image.quantize(256, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@pytest.mark.skipif(not FOLDER, reason="CARELOG_PICTURES names no folder")
def test_pictures(open_page, transactional_db):
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with time_machine.travel(NOW):
        make_demo(1, TODAY)
        record = f"/patients/{Patient.objects.get().uid}/"
        for one in PICTURES:
            page = open_page(*one.size, user=demo_users()[0], color_scheme=one.scheme)
            answer = page.goto(record + one.path)
            assert answer.ok, one
            if one.act:
                one.act(page)
            page.mouse.move(0, 0)
            taken = small(page.screenshot())
            assert 5_000 < len(taken) <= MOST_BYTES, one
            (folder / one.file).write_bytes(taken)
    (folder / "README.md").write_text(page_of_screens(), encoding="utf-8")


def test_the_page_of_screens_shows_each_picture_there_is():
    assert (COMMITTED / "README.md").read_text(encoding="utf-8") == page_of_screens()
    assert {path.name for path in COMMITTED.glob("*.png")} == {one.file for one in PICTURES}


def test_the_person_in_the_pictures_is_a_demo_person(open_page, transactional_db):
    demo = begin_demo(1, Calendar(TODAY))
    page = open_page(*PHONE, user=demo.person)
    page.goto(f"/patients/{demo.patient.uid}/today/")
    expect(page.get_by_text("This is a demo. Nobody in it exists.")).to_be_visible()
    assert all(user.email.endswith("@example.org") for user in User.objects.all())
