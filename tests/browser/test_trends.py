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
    getComputedStyle(document.querySelector(".chart")).getPropertyValue(name).trim())"""


@pytest.fixture
def trends(open_page, record, patient, access):
    """Trends of ninety days, on a wide screen."""
    ninety_days.fill(access)
    page = open_page(1280, user=patient)
    page.goto(f"/patients/{record.uid}/trends/?period=90")
    return page


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


def test_the_panel_drawn_for_the_screen_is_shown_and_its_words_are_not_shrunk(trends):
    shown = trends.locator("figure.chart svg:visible")
    for width, panel in ((1280, "w760"), (390, "w360")):
        trends.set_viewport_size({"width": width, "height": 844})
        assert shown.count() == 1
        assert panel in shown.get_attribute("class")
    sizes = trends.evaluate(
        """() => [...document.querySelectorAll("figure.chart svg.w360 text")]
            .map((text) => text.getBoundingClientRect().height)"""
    )
    assert min(sizes) >= 11


def test_what_is_drawn_can_be_read_on_its_coloured_band_in_both_themes_and_as_a_table(trends):
    for scheme in ("light", "dark"):
        trends.emulate_media(color_scheme=scheme)
        fills, grounds = trends.evaluate(FILLS), trends.evaluate(GROUNDS)
        assert len(fills) > 8
        assert min(contrast(fill, ground) for fill in fills for ground in grounds) >= 4.5
    expect(trends.locator("tbody")).to_be_hidden()
    trends.get_by_text("Show as a table").click()
    expect(trends.locator("tbody")).to_be_visible()
    written = ninety_days.DAYS - 1 - len(ninety_days.NOT_WRITTEN)
    assert trends.locator("tbody tr").count() == written
