"""The tour of all pages finds what it looks for: each kind of fault, put into a page on purpose."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.tour import problems

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser(unpainted):
    """Pages are looked at here, and not clicked."""
    return unpainted


def test_a_page_with_a_fault_is_found(open_page):
    page = open_page()
    page.goto("/about/")
    page.locator("main").evaluate("(main) => (main.innerHTML = '<img src=/static/img/icon.svg>')")
    found = "".join(problems(page))
    assert "image-alt" in found
    assert "1_1_1.H37" in found
    page.locator("main").evaluate("(main) => (main.innerHTML = 'w'.repeat(400))")
    page.locator("main").evaluate("(main) => main.style.overflowWrap = 'normal'")
    assert "px wide at 320 px, 200 %" in "".join(problems(page))


SMALL = (
    "<p><a href='/'>Lonely</a></p><p>A <a href='/'>link</a> in a sentence.</p><button>go</button>"
)


def test_a_target_that_is_small_for_a_thumb_is_found_and_a_link_in_a_sentence_is_none(open_page):
    page = open_page()
    page.goto("/about/")
    page.locator("main").evaluate("(main, html) => (main.innerHTML = html)", SMALL)
    small = [line.split("<", 1)[1] for line in problems(page) if "small target" in line]
    assert small == ['a href="/">Lonely</a>', "button>go</button>"]


def test_a_tab_bar_in_two_rows_is_found(open_page, patient):
    page = open_page(user=patient)
    page.goto("/account/preferences/")
    bar = page.locator(".tabbar")
    bar.evaluate("(bar) => (bar.style.gridTemplateColumns = 'repeat(4, 1fr)')")
    found = "".join(problems(page))
    assert "breaks its tab bar at 320 px, 200 %" in found


NEARLY = "text-decoration: none; color: color-mix(in srgb, currentcolor 90%, gray)"
PALE = "color-contrast", "1_4_3.G18.Fail"
BOTH = [f"{theme} {rule}" for theme in ("light", "dark") for rule in PALE]
FADED = [
    ("p", "color: #fff", ["light color-contrast", "light 1_4_3.G18.Fail"]),
    ("p", "color: #000", ["dark color-contrast", "dark 1_4_3.G18.Fail"]),
    ("p", "background: #888", BOTH),
    # The second validator does not look through what is half transparent.
    ("p", "opacity: 0.3", ["light color-contrast", "dark color-contrast"]),
    ("p a[href='/urgent/']", NEARLY, ["light link-in-text-block", "dark link-in-text-block"]),
]


@pytest.mark.parametrize(("where", "style", "faults"), FADED)
def test_words_that_lose_their_colour_are_found_where_others_were_right(
    open_page, where, style, faults
):
    page = open_page()
    page.goto("/learn/")
    assert problems(page) == []
    words = page.locator(f"main {where}").last
    words.evaluate("(words, style) => (words.style.cssText = style)", style)
    found = problems(page)
    told = [line.removeprefix(f"{page.url} ").split(":")[0] for line in found]
    assert list(dict.fromkeys(told)) == faults


def test_no_layout_begins_between_the_narrow_widths_that_are_looked_at():
    sheets = [sheet.read_text() for sheet in Path(settings.BASE_DIR, "static/css").iterdir()]
    asked = " ".join(re.findall(r"@(?:media|container)[^{]*", "".join(sheets)))
    widths = re.findall(r"width: ([0-9.]+)(\w+)", asked)
    assert len(widths) == asked.count("width") > 8
    assert all(unit == "em" and float(width) >= 29.99 for width, unit in widths)
