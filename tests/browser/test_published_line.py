"""On a phone the line after a save and the first number stand on the first screen."""

import pytest

from carelog.diary.entry_page import saved_address
from carelog.diary.kinds import RECORDED
from carelog.medications.models import Dose
from carelog.safety.published import PUBLISHED
from tests import cast, kinds

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
KINDS = [kind for kind in RECORDED if kind.slug in PUBLISHED]


def foot(page, place: str) -> float:
    """Return how far down the foot of a part stands."""
    box = page.locator(place).first.bounding_box()
    return box["y"] + box["height"]


def check(page) -> None:
    """Assert that the first number, and where there are lines the first heading, are in sight."""
    screen = page.locator(".tabbar").bounding_box()["y"]
    assert foot(page, "#published") < foot(page, "[aria-labelledby=published] .tel-row") < screen
    assert foot(page, "[aria-labelledby=published] p") < screen


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_line_and_the_first_number_are_on_the_first_screen(open_page, patient, access, kind):
    for role, number in (("cancer_line", "+49 30 23125 101"), ("team", "+49 30 23125 102")):
        cast.make_number(access, role, number)
    row = kinds.keep(access, kind)
    page = open_page(user=patient, viewport=PHONE)
    page.goto(saved_address(access, row))
    check(page)
    if kind is Dose:
        page.goto(f"/patients/{row.patient.uid}/logs/medicines/?dose={row.uid}")
        check(page)
