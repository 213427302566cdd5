"""What leaves the screen's own colours behind: pages on paper, and a system's forced colours."""

import pytest
from django.urls import reverse
from django.utils import timezone

from carelog.logs.models import PainEntry
from tests.browser import record as records

pytestmark = pytest.mark.browser
# Of an A4 sheet, 210 mm wide, between margins of 14 mm, in CSS pixels.
PAPER = {"width": round(182 / 25.4 * 96), "height": 1_000}
FRAME = (
    ".top, .foot a, .tabbar, .skip, .seg, .scale, main button:not(.term), .btn:not([href^='tel:'])"
)
SEEN = """(all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""
# The system sets all colours, so that lines alone tell.
LOOK = """(one) => [one, ...one.querySelectorAll(":not(svg *)")].map((part) => {
    const { outlineStyle, borderStyle, borderWidth } = getComputedStyle(part);
    return [outlineStyle, borderStyle, borderWidth].join();
}).join()"""


@pytest.fixture(scope="session")
def browser(unpainted):
    """Pages are looked at here, and not clicked."""
    return unpainted


def test_paper_holds_no_frame_no_button_and_nothing_wider_than_a_sheet(open_page, patient, access):
    records.fill(access)
    uid = access.patient.uid
    names = "today", "log_index", "trends", "month", "timeline", "act_now", "summary"
    addresses = [reverse(name, args=[uid]) for name in names]
    addresses += [reverse("entry_list", args=[uid, PainEntry.slug]), "/learn/treatments/"]
    addresses.append(reverse("day", args=[uid, timezone.now().date()]))
    page = open_page(user=patient, **PAPER)
    page.emulate_media(media="print")
    for address in addresses:
        page.goto(address)
        assert page.locator(FRAME).evaluate_all(SEEN) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"], address


def test_forced_colours_tell_what_is_chosen_from_what_is_not(open_page, patient, access):
    things = records.fill(access)
    page = open_page(user=patient, forced_colors="active")
    here = things["patient"], things["pain"]
    forms = {
        ".scale": reverse("entry_new", args=[here[0], "pain"]),
        ".chips": reverse("pain_place", args=[*here, "hip.left"]),
    }
    for choices, address in forms.items():
        page.goto(address)
        choice = page.locator(choices).first.locator("> label")
        choice.nth(1).locator("input").evaluate("(input) => (input.checked = true)")
        assert choice.nth(1).evaluate(LOOK) != choice.nth(2).evaluate(LOOK), choices
    tab = page.locator(".tabbar a")
    assert tab.and_(page.locator("[aria-current]")).evaluate(LOOK) != tab.last.evaluate(LOOK)
