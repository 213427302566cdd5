"""A ticked emergency sign is answered at once, on the whole screen, with numbers to press."""

import pytest
from playwright.sync_api import expect

from carelog.logs.models import CheckIn, PainEntry
from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from carelog.safety.models import RaisedWarning
from tests import cast
from tests.browser import ways
from tests.browser.tour import problems

pytestmark = pytest.mark.browser
TITLE, NUMBER = "Call the emergency number now", "+49 112"
BODY = "Chest pain, sudden trouble breathing or fainting is an emergency."


@pytest.fixture
def tick_chest_pain(open_page, record, patient, access):
    """Return a function that ticks chest pain in a check-in, and gives the page that answers."""
    cast.make_number(access, "emergency", NUMBER)
    cast.make_number(access, "cancer_line", "+49 30 5550")

    def ticked(*, without: str = "", **options):
        page = open_page(user=patient, **options)
        if without:
            page.route(without, lambda route: route.abort())
        page.goto(f"/patients/{record.uid}/today/")
        ways.Finger(page).tap("7")
        page.get_by_role("checkbox", name="Chest pain, or").check()
        ways.Finger(page).tap("Save what I ticked")
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        return page

    return ticked


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_emergency_sign_takes_the_whole_screen_with_numbers_to_call(tick_chest_pain, script):
    page = tick_chest_pain(java_script_enabled=script)
    assert page.locator(".tabbar, .top").count() == 0
    box = page.locator(".urgent").bounding_box()
    assert box["width"] > 0.85 * 390
    link = page.get_by_role("link", name=NUMBER)
    assert link.get_attribute("href") == "tel:+49112"
    expect(link).to_be_in_viewport()
    assert link.bounding_box()["height"] >= 44
    assert RaisedWarning.objects.get().rule == "RF-36"


def test_without_styles_the_answer_is_still_read_in_order(tick_chest_pain):
    page = tick_chest_pain(without="**/*.css*")
    text = page.locator("main").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.urgent')).padding") == "0px"
    assert text.index(TITLE) < text.index(NUMBER) < text.index(BODY)
    expect(page.get_by_role("link", name=NUMBER)).to_be_visible()


def test_without_a_number_the_answer_stands_and_asks_for_one(open_page, record, patient):
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/logs/symptoms/new/")
    page.get_by_role("checkbox", name="Chest pain, or").check()
    ways.Finger(page).tap("Save")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_role("link", name="numbers to call")).to_be_visible()
    assert page.locator("main > *").first.get_attribute("class") == "urgent"


def test_a_warning_that_is_dealt_with_leaves_the_screen_and_can_be_had_back(tick_chest_pain):
    page = tick_chest_pain()
    page.locator("button[name=ending]").first.click()
    expect(page.get_by_role("heading", name="No warning is open")).to_be_visible()
    assert RaisedWarning.objects.get().ended_at
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("heading", name="Call the emergency number now")).to_be_visible()
    assert RaisedWarning.objects.get().is_open


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_too_ill_is_one_tap_and_a_sign_ticked_then_is_answered(open_page, record, patient, script):
    page = open_page(user=patient, java_script_enabled=script)
    page.goto(f"/patients/{record.uid}/today/")
    ways.Finger(page).tap("Too ill today")
    expect(page.get_by_text("too ill", exact=True)).to_be_visible()
    assert CheckIn.objects.get().too_ill
    assert not PainEntry.objects.exists()
    expect(page.get_by_role("link", name="112")).to_be_in_viewport()
    page.get_by_role("checkbox", name="Back or neck pain").check()
    page.get_by_label("Like a band, or shooting").check()
    ways.Finger(page).tap("Save what I ticked")
    expect(page.get_by_role("heading", name="Call the emergency number now")).to_be_visible()
    expect(page.get_by_role("link", name="112")).to_be_in_viewport()
    assert RaisedWarning.objects.get().rule == "RF-01"


@pytest.mark.parametrize("given", [True, False], ids=["its number", "no number"])
def test_a_call_for_today_can_be_read_and_pressed_in_both_themes(
    open_page, record, patient, access, given
):
    if given:
        cast.make_number(access, "cancer_line", "+49 30 5550")
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/logs/symptoms/new/")
    page.locator("input[value=back_pain_unspecified]").check()
    ways.Finger(page).tap("Save")
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    assert problems(page) == []


NUMBERS = ("112", "0161 496 0000", "+49 30 23125 101", "+49 (0)30 / 23125-101", "+" + "8" * 29)
FITS = """() => {
    const [box, words] = [".tel", ".tel b"].map((one) =>
        document.querySelector(one).getBoundingClientRect());
    return words.left >= box.left && words.right <= box.right;
}"""


@pytest.mark.parametrize("size", ["normal", "larger"])
def test_a_number_of_any_length_stands_whole_inside_its_button(
    open_page, record, patient, access, size
):
    number = cast.make_number(access, "emergency", NUMBERS[0])
    signs = cast.make_signs(access, chest_pain=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)
    page = open_page(user=patient)
    for written in NUMBERS:
        type(number).objects.filter(pk=number.pk).update(number=written)
        page.goto(f"/patients/{record.uid}/act-now/")
        page.evaluate("(size) => (document.documentElement.dataset.text = size)", size)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(FITS), (written, width)
