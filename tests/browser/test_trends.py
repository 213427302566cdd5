"""The picture of pain, as the screen shows it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import ninety_days

pytestmark = pytest.mark.browser
FILLS = """() => [...document.querySelectorAll("figure.chart svg")]
    .filter((svg) => svg.checkVisibility())
    .flatMap((svg) => [...svg.querySelectorAll("text")])
    .map((text) => getComputedStyle(text).fill)"""
GROUNDS = """() => ["--card", "--chart-band"].map((name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim())"""


@pytest.fixture
def trends(open_page, record, patient, access):
    """Return a function that opens Trends of ninety days."""
    ninety_days.fill(access)

    def opened(width: int, scheme: str = "light"):
        page = open_page(width, user=patient, color_scheme=scheme)
        page.goto(f"/patients/{record.uid}/trends/?period=90")
        return page

    return opened


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of #fff, #ffffff or rgb(255, 255, 255)."""
    if colour.startswith("#"):
        step = len(colour) // 3
        pairs = [(colour[i : i + step] * 2)[-2:] for i in range(1, len(colour), step)]
        rgb = [int(pair, 16) for pair in pairs]
    else:
        rgb = [float(channel) for channel in re.findall(r"[0-9.]+", colour)[:3]]
    channels = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(c * weight for c, weight in zip(channels, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("width", "panel"), [(1280, "w760"), (390, "w360")])
def test_one_panel_is_shown_the_one_drawn_for_the_screen(trends, width, panel):
    shown = trends(width).locator("figure.chart svg:visible")
    assert shown.count() == 1
    assert panel in shown.get_attribute("class")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_in_the_picture_can_be_read_also_on_its_coloured_band(trends, scheme):
    page = trends(1280, scheme)
    fills, grounds = page.evaluate(FILLS), page.evaluate(GROUNDS)
    assert len(fills) > 8
    assert min(contrast(fill, ground) for fill in fills for ground in grounds) >= 4.5


def test_the_words_in_the_picture_are_not_shrunk(trends):
    page = trends(390)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("figure.chart svg.w360 text")]
            .map((text) => text.getBoundingClientRect().height)"""
    )
    assert min(sizes) >= 11


def test_the_table_opens_and_holds_every_day_of_the_picture(trends):
    page = trends(1280)
    expect(page.locator("tbody")).to_be_hidden()
    page.get_by_text("Show as a table").click()
    expect(page.locator("tbody")).to_be_visible()
    written = ninety_days.DAYS - 1 - len(ninety_days.NOT_WRITTEN)
    assert page.locator("tbody tr").count() == written
