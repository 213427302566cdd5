"""What leaves the screen's own colours behind: pages on paper, and a system's forced colours."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from carelog.logs.models import PainEntry
from carelog.patients.models import Number
from carelog.safety.card import card_of
from carelog.safety.models import EmergencyFacts
from tests import cast, kinds
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
    names += ("patient_urgent", "wallet_card")
    addresses = [reverse(name, args=[uid]) for name in names]
    addresses += [reverse("entry_list", args=[uid, PainEntry.slug]), "/learn/treatments/"]
    addresses.append(reverse("day", args=[uid, timezone.now().date()]))
    page = open_page(user=patient, **PAPER)
    page.emulate_media(media="print")
    for address in addresses:
        page.goto(address)
        assert page.locator(FRAME).evaluate_all(SEEN) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"], address


# A side of the card is 85 by 54 mm, in CSS pixels.
SIDE = 85 / 25.4 * 96, 54 / 25.4 * 96
SIDES = """(all) => all.map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return [width, height, one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth];
})"""
# What stands lower than the front, or wider than it.
OUT = """(one) => [...one.querySelectorAll("li b")].filter((number) => {
    const [own, side] = [number, one].map((part) => part.getBoundingClientRect());
    return own.bottom > side.bottom || own.right > side.right;
}).length"""


@pytest.mark.parametrize("length", [1, 400])
def test_a_card_for_the_wallet_keeps_its_size_and_its_numbers(open_page, patient, access, length):
    """The longest texts make the card a side longer; they push nothing off it."""
    for role in Number.Role.values:
        cast.make_number(access, role, "+49 (0) 30 / 23125 - 10 - 4567")
    Number.objects.update(hours="Wednesday mornings and all of the night " * 2)
    long = dict.fromkeys(("allergies", "emergency_plan"), ("Swollen lips. " * 40)[:length])
    rule = {"weight_bearing_rule": long["allergies"][:200]}
    kinds.keep(access, EmergencyFacts, **long, **rule)
    page = open_page(user=patient, **PAPER)
    page.emulate_media(media="print")
    page.goto(reverse("wallet_card", args=[access.patient.uid]))
    signs = [2 if side.is_long else 1 for side in card_of(access).signs]
    sides = page.locator(".side").evaluate_all(SIDES)
    for (width, height, *over), times in zip(sides, [1, min(length, 2), *signs], strict=True):
        assert (width, height) == pytest.approx((SIDE[0], SIDE[1] * times), abs=1)
        assert over == [0, 0]
    front = page.locator(".who")
    assert front.locator("li b").count() == len(Number.Role.values)
    assert front.evaluate(OUT) == 0
    pdf = PdfReader(BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) == 1
    assert pdf.pages[0].extract_text().count("23125") == len(Number.Role.values)


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
