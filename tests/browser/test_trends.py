"""The picture of pain, as the screen shows it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from carelog.logs.models import (
    BowelsEntry,
    DietEntry,
    MobilityEntry,
    MoodEntry,
    TemperatureEntry,
    WeightEntry,
    WellbeingEntry,
)
from carelog.medications.models import Dose, Medication
from carelog.patients import clock
from tests import kinds
from tests.browser import ninety_days

OTHERS = (
    *(BowelsEntry, DietEntry, MobilityEntry, MoodEntry),
    *(TemperatureEntry, WeightEntry, WellbeingEntry),
)
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


PLOT = """() => {
    const box = document.querySelector("figure.chart .plot").getBoundingClientRect();
    const figure = document.querySelector("figure.chart").getBoundingClientRect();
    const words = [...document.querySelectorAll("figure.chart text")];
    return {
        top: box.top + scrollY, bottom: box.bottom + scrollY, share: box.width / figure.width,
        size: Math.min(...words.map((word) => parseFloat(getComputedStyle(word).fontSize))),
        scale: new Set(words.map((word) => word.getScreenCTM().a)).size,
        across: document.documentElement.scrollWidth, high: document.documentElement.scrollHeight,
    };
}"""


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_the_first_plot_is_in_the_first_screen_wide_and_with_words_of_full_size(trends, width):
    trends.set_viewport_size({"width": width, "height": 844})
    found = trends.evaluate(PLOT)
    assert found["bottom"] < 844
    assert found["share"] >= 0.85
    assert found["size"] >= 12
    assert found["scale"] == 1
    assert found["across"] <= width


def test_twelve_panels_stand_in_three_columns_on_one_time_axis(open_page, record, patient, access):
    ninety_days.fill(access)
    at = clock.local_now(record) - timedelta(days=3)
    kinds.keep(access, Dose, at=at, day=at.date(), relief_pct=None, relief_at=None)
    Medication.everything.update(only_when_needed=True)
    for kind in OTHERS:
        kinds.keep(access, kind, at=at, day=at.date())
    page = open_page(1280, user=patient)
    page.goto(f"/patients/{record.uid}/trends/?period=90")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("figure.chart .plot")].map((plot) => {
            const box = plot.getBoundingClientRect();
            return [box.left, box.top, box.width].map(Math.round);
        })"""
    )
    assert len(boxes) == 12
    assert len({left for left, _top, _width in boxes}) == 3
    # Where it hurt takes a cell, too, and has cells of its own.
    assert len({top for _left, top, _width in boxes}) == 5
    assert len({width for _left, _top, width in boxes}) == 1
    assert page.evaluate(PLOT)["high"] <= 1900


def test_what_is_drawn_can_be_read_on_its_coloured_band_in_both_themes_and_as_a_table(trends):
    for scheme in ("light", "dark"):
        trends.emulate_media(color_scheme=scheme)
        fills, grounds = trends.evaluate(FILLS), trends.evaluate(GROUNDS)
        assert len(fills) >= 5
        assert min(contrast(fill, ground) for fill in fills for ground in grounds) >= 4.5
    expect(trends.locator("tbody")).to_be_hidden()
    trends.get_by_text("Words and table").click()
    expect(trends.locator("tbody")).to_be_visible()
    written = ninety_days.DAYS - 1 - len(ninety_days.NOT_WRITTEN)
    assert trends.locator("tbody tr").count() == written


def test_a_touched_point_is_told_below_its_picture(trends, record):
    figure, strip = trends.locator("figure.chart").first, trends.locator(".readout").first
    expect(strip).to_be_empty()
    box = trends.locator(".plot").first.bounding_box()
    trends.mouse.click(box["x"] + box["width"] - 1, box["y"] + 20)
    last = trends.locator("tr[data-x]").first
    day = last.locator("th").text_content().strip()
    expect(strip).to_contain_text(f"{day}: Worst {last.locator('td').first.text_content()}")
    expect(strip.get_by_role("link", name="Open")).to_have_attribute("href", re.compile("/day/"))
    trends.mouse.click(box["x"] + 1, box["y"] + 20)
    expect(strip).not_to_contain_text(day)
    assert figure.get_attribute("aria-valuenow") == "0"


def test_a_picture_is_one_stop_of_the_keyboard_and_arrows_walk_inside(trends):
    figure = trends.get_by_role("slider", name="Pain, 0 to 10")
    assert trends.locator("figure [tabindex], figure a, figure button").count() == 0
    figure.focus()
    newest = figure.get_attribute("aria-valuetext")
    trends.keyboard.press("ArrowRight")
    expect(trends.locator(".readout").first).to_contain_text(newest)
    trends.keyboard.press("ArrowLeft")
    expect(trends.locator(".readout").first).not_to_contain_text(newest)
    trends.keyboard.press("Home")
    assert figure.get_attribute("aria-valuenow") == "0"
    trends.keyboard.press("End")
    assert figure.get_attribute("aria-valuetext") == newest


def test_of_two_on_one_axis_each_tells_the_point_that_is_touched(trends, record, access):
    at = clock.local_now(record) - timedelta(days=3)
    kinds.keep(access, WeightEntry, at=at, day=at.date())
    trends.goto(f"/patients/{record.uid}/trends/compare/?upper=weight&lower=pain&period=90")
    for slug in ("weight", "pain"):
        panel, table = (
            trends.locator(f"[data-table=table-{slug}]"),
            trends.locator(f"#table-{slug}"),
        )
        panel.locator("figure").focus()
        trends.keyboard.press("End")
        newest = table.locator("tr[data-x]").first.locator("th").text_content().strip()
        expect(panel.locator(".readout")).to_contain_text(newest)
