"""The body map: a list for the keyboard, a drawing for the finger, and the same codes stored."""

import re

import pytest
from playwright.sync_api import expect

from carelog.logs import body_map
from carelog.logs.models import PainEntry, PainPlace

pytestmark = pytest.mark.browser
CODES = ["groin.left", "jaw.middle", "spine_lumbar.middle", "thigh.right"]
# The point of a region that is farthest from its edge, as a finger would aim, once it is in sight.
AIM = """(path) => {
    path.scrollIntoView({ block: "center" });
    const box = path.getBoundingClientRect(), inside = [], outside = [];
    const step = Math.max(2, Math.min(box.width, box.height) / 8);
    for (let x = box.left - step; x <= box.right + step; x += step)
        for (let y = box.top - step; y <= box.bottom + step; y += step)
            (document.elementFromPoint(x, y) === path ? inside : outside).push([x, y]);
    const room = ([x, y]) => Math.min(...outside.map(([a, b]) => Math.hypot(a - x, b - y)));
    return inside.map((spot) => [room(spot), ...spot]).sort((a, b) => b[0] - a[0])[0].slice(1);
}"""
SMALLEST = """(path) => {
    const box = path.getBoundingClientRect();
    return [Math.min(box.width, box.height), path.closest("label").className];
}"""


@pytest.fixture
def form(open_page, record, patient):
    """Return a function that opens the pain form and gives it a worst pain of 5."""

    def opened(width: int = 390, **options):
        page = open_page(width, user=patient, **options)
        page.goto(f"/patients/{record.uid}/logs/pain/new/")
        page.get_by_role("group", name="At its worst").get_by_label("5", exact=True).check()
        return page

    return opened


def path_of(page, code: str):
    """Return the region of a place: the larger of front and back where it is on both."""
    return page.locator(f".r-{code.replace('.', '-')} .r").first


def saved(page) -> list[str]:
    """Press save; return the codes that are stored."""
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Where it hurts")).to_be_visible()
    places = PainPlace.objects.filter(pain=PainEntry.objects.get())
    return sorted(place.code for place in places)


def test_a_tick_in_the_list_by_keyboard_stores_its_code(form):
    page = form()
    page.get_by_text("Choose from a list").focus()
    page.keyboard.press("Enter")
    for code in CODES:
        page.locator(f"#place-{code.replace('.', '-')}").focus()
        page.keyboard.press("Space")
    assert saved(page) == CODES


def test_the_place_the_keyboard_is_on_is_marked_on_the_drawing(form):
    page = form()
    page.get_by_text("Choose from a list").focus()
    page.keyboard.press("Enter")
    for slug in ("thigh-left", "thigh-right"):
        page.locator(f"#place-{slug}").focus()
        expect(page.locator(".region.at")).to_have_class(re.compile(rf"\br-{slug}\b"))


def test_a_tick_without_a_script_stores_the_same_code(form):
    page = form(java_script_enabled=False)
    page.get_by_text("Choose from a list").click()
    for code in CODES:
        page.get_by_label(body_map.label_for(code), exact=True).check()
    assert saved(page) == CODES


@pytest.mark.parametrize("width", [360, 1280])
def test_a_click_on_the_drawing_stores_the_same_code(form, width):
    page = form(width)
    for code in CODES:
        path = path_of(page, code)
        page.mouse.click(*path.evaluate(AIM))
        expect(page.locator(f"#place-{code.replace('.', '-')}")).to_be_checked()
    assert saved(page) == CODES


def test_every_region_of_the_drawing_has_room_for_a_finger_and_ticks_its_own_place(form, figure):
    page = form(360)
    sizes = page.locator(".region .r").evaluate_all(f"(all) => all.map({SMALLEST})")
    smallest, name = min(sizes)
    figure(f"body map at 360 px: the smallest region is {smallest:.0f} px ({name})")
    assert len(sizes) > 40
    assert smallest >= 24
    for region in (*body_map.FRONT, *body_map.BACK):
        place = page.locator(f"#place-{region.slug}")
        view = page.locator(".body-view").nth(0 if region in body_map.FRONT else 1)
        was = place.is_checked()
        path = view.locator(f".r-{region.slug} .r")
        page.mouse.click(*path.evaluate(AIM))
        assert place.is_checked() is not was, region.slug


def test_a_tap_on_the_drawing_leaves_the_page_where_it_is_and_a_second_takes_the_tick_away(form):
    page = form(360)
    x, y = path_of(page, "thigh.right").evaluate(AIM)
    before = page.evaluate("scrollY")
    for is_ticked in (True, False):
        page.mouse.click(x, y)
        expect(page.locator("#place-thigh-right")).to_be_checked(checked=is_ticked)
        assert page.evaluate("scrollY") == before


def test_places_are_carried_to_the_form_that_changes_them(form):
    page = form()
    page.get_by_text("Choose from a list").click()
    page.get_by_label("Jaw", exact=True).check()
    saved(page)
    page.get_by_role("link", name="Change", exact=True).click()
    expect(page.locator("#place-jaw-middle")).to_be_checked()
