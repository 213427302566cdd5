"""Everything by keyboard alone, with the focus in sight at every stop."""

import pytest
from playwright.sync_api import Page, expect

from carelog.logs.models import CheckIn, PainEntry
from tests import cast

pytestmark = pytest.mark.browser
STOP = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const covers = (bar) => {
        const { top, bottom } = bar.getBoundingClientRect();
        const meets = box.bottom > top + 1 && box.top < bottom - 1;
        return meets && bar.checkVisibility() && !bar.contains(at);
    };
    const bars = [...document.querySelectorAll(".tabbar, .save")];
    return {
        words: at.labels?.length
            ? [...at.labels].map((label) => label.textContent.trim()).join(" ").trim()
            : (at.innerText || "").trim(),
        where: at.outerHTML.slice(0, 120),
        is_page: at === document.body,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: box.top >= -1 && box.bottom <= innerHeight + 1 && !bars.some(covers),
    };
}"""


class Keys:
    """Walks a page with the Tab key and checks every stop on the way."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def next(self) -> dict:
        """Go to the next stop; its focus must be outlined, and not under the tab bar."""
        self.page.keyboard.press("Tab")
        stop = self.page.evaluate(STOP)
        assert stop["is_page"] or (stop["outlined"] and stop["seen"]), stop
        return stop

    def to(self, words: str, most: int = 90) -> None:
        """Go on to the stop with these words."""
        for _step in range(most):
            if self.next()["words"].startswith(words):
                return
        pytest.fail(f"no stop says {words!r}")

    def press(self, words: str, key: str = "Enter") -> None:
        """Go to the stop with these words and press a key there."""
        self.to(words)
        self.page.keyboard.press(key)

    def write(self, words: str, text: str) -> None:
        """Go to the field with this label and type."""
        self.to(words)
        self.page.keyboard.type(text)


def test_signing_in_and_a_check_in_by_keyboard(open_page, record, patient, access):
    cast.make_number(access)
    page = open_page()
    page.goto("/account/login/")
    keys = Keys(page)
    keys.write("E-mail address", patient.email)
    keys.write("Password", cast.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Worst pain in the last 24 hours?")).to_be_visible()
    keys.press("7")
    expect(page.get_by_role("heading", name="New or getting worse?")).to_be_visible()
    keys.press("None of these")
    expect(page.get_by_role("heading", name="Anything more?")).to_be_visible()
    keys.press("Done")
    expect(page.get_by_role("link", name="See the trend")).to_be_visible()
    assert CheckIn.objects.get().done_at


def test_the_pain_form_by_keyboard(open_page, record, patient):
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/logs/pain/new/")
    keys = Keys(page)
    keys.to("0")
    # Around the end: over *Clear* to 10.
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    keys.press("Choose from a list")
    keys.press("Left hip or buttock", "Space")
    keys.write("Note", "on the stairs")
    keys.press("Save")
    expect(page.get_by_role("heading", name="Where it hurts")).to_be_visible()
    entry = PainEntry.objects.get()
    assert (entry.worst_24h, entry.note) == (10, "on the stairs")
    assert entry.places.get().code == "hip.left"


@pytest.mark.parametrize(
    "path", ["today/", "trends/", "logs/symptoms/new/", "logs/mobility/new/", "numbers/new/"]
)
def test_every_stop_of_a_page_is_outlined_and_in_sight(open_page, record, patient, access, path):
    cast.make_pain(access)
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/{path}")
    keys, stops = Keys(page), 0
    while not keys.next()["is_page"] and stops < 120:
        stops += 1
    assert 10 < stops < 120


def test_the_skip_link_leads_past_the_menu_to_the_content(open_page, record, patient):
    page = open_page(1280, user=patient)
    page.goto(f"/patients/{record.uid}/today/")
    keys = Keys(page)
    assert keys.next()["words"] == "Skip to the content"
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert keys.next()["words"] not in ("Today", "Log", "Trends", "Learn")


def test_the_menu_closes_with_esc_and_the_keyboard_is_back_at_it(open_page, record, patient):
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/logs/")
    menu = page.locator(".menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    Keys(page).next()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
