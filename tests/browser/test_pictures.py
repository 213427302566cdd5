"""The pictures of the README, from the demo year.

They are taken only where CARELOG_PICTURES names the folder they are to be written to.
"""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from carelog.accounts.models import User
from carelog.patients.models import Patient
from carelog.upkeep.demo import make_demo
from tests.browser import ways

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("CARELOG_PICTURES", "")
MOST_BYTES = 200_000
TO_TOP = "(at) => at.scrollIntoView()"
PLACES = ("spine_lumbar-middle", "hip-left", "rib-right")
# Name, address in the record, size, theme, what stands at the top.
PAGES = [
    ("today-390-light", "today/", (390, 844), "light", "body"),
    ("trends-1280-light", "trends/?period=90", (1280, 1160), "light", "body"),
    ("trends-390-dark", "trends/?period=90", (390, 844), "dark", "#pain"),
]


def picture(page, name: str) -> None:
    """Write what the screen shows."""
    page.mouse.move(0, 0)
    taken = page.screenshot()
    assert 5_000 < len(taken) <= MOST_BYTES
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(taken)


@pytest.mark.skipif(not FOLDER, reason="CARELOG_PICTURES names no folder")
def test_pictures_of_the_demo_year(open_page, transactional_db):
    make_demo(seed=1, today=timezone.now().date())
    user, record = User.objects.get(email="demo@example.org"), Patient.objects.get(is_demo=True)
    home = f"/patients/{record.uid}/"
    for name, path, size, scheme, top in PAGES:
        page = open_page(*size, user=user, color_scheme=scheme)
        page.goto(home + path)
        page.locator(top).evaluate(TO_TOP)
        picture(page, name)
    page = open_page(390, 844, user=user)
    page.goto(f"{home}logs/pain/new/")
    for place in PLACES:
        page.locator(f"#place-{place}").evaluate("(box) => box.click()")
    page.get_by_role("heading", name="Where does it hurt?").evaluate(TO_TOP)
    picture(page, "body-map-390-light")
    page.goto(f"{home}today/")
    ways.Finger(page).tap("4")
    expect(page.get_by_role("heading", name="New since yesterday?")).to_be_visible()
    picture(page, "check-in-390-light")
    page.get_by_label("New weakness in an arm or leg").check()
    ways.Finger(page).tap("Save what I ticked")
    expect(page.get_by_role("heading", name="Call your cancer line now")).to_be_visible()
    picture(page, "act-now-390-light")
