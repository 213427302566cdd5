"""The page of all parts: none is left out, both validators, all sizes, and forced colours."""

import os
from pathlib import Path

import pytest
import time_machine

from carelog import policy
from carelog.medications.models import Medication
from carelog.patients.access import changing
from carelog.safety.actions import raise_warnings
from tests import cast, kinds
from tests.browser import record as records
from tests.browser.axe import ask_axe
from tests.browser.tour import problems

pytestmark = pytest.mark.browser
FOLDER = os.environ.get("CARELOG_PICTURES", "")
#: What the page of parts cannot show at rest, and where else it is looked at.
ELSEWHERE = {
    ".notsaved": "the script draws it where a save failed: tests/browser/test_saving.py",
    "html:has(.notsaved)": "as above",
    '.hint > a[href$="/password/reset/"]': "the help of a library's field: sign-in, in the tour",
}
PLACES = ["target-size", "scrollable-region-focusable", "bypass", "skip-link"]
# Each selector with a class that stands in the sheet outside of media queries, one at a time; what
# holds for a moment, such as focus, is left out.
UNSEEN = r"""() => {
    const apart = (list) => {
        const found = [""];
        let depth = 0;
        for (const sign of list) {
            depth += (sign === "(") - (sign === ")");
            if (sign === "," && !depth) found.push("");
            else found[found.length - 1] += sign;
        }
        return found.map((one) => one.trim());
    };
    const sheet = [...document.styleSheets].find((one) => one.href.includes("/carelog"));
    const selectors = [...sheet.cssRules].flatMap((rule) => apart(rule.selectorText ?? ""));
    const classes = selectors.flatMap((one) => one.match(/\.[a-z][\w-]*/g) ?? []);
    const lasting = selectors.filter((one) => one.includes(".") && !/:hover|:focus|::/.test(one));
    return [...new Set([...lasting, ...classes])].filter((one) => !document.querySelector(one));
}"""
# Surfaces and controls that cannot be told from the page around them, and chosen controls that look
# like the others.
FORCED = r"""() => {
    const of = (selector) => [...document.querySelectorAll(`main :is(${selector})`)];
    const canvas = getComputedStyle(document.body).backgroundColor;
    const surfaces = ".card, .why, .tel, .warn, .urgent, .notice, .errors, .pill, .seg, .info > p";
    const controls = ".btn, .chip, .scale > *, select, textarea, input:not(.chip *, .scale *)";
    const isFramed = (at) => parseFloat(at.borderTopWidth) > 0 && at.borderTopColor !== canvas;
    const isDrawnByTheBrowser = (one) => /checkbox|radio|hidden/.test(one.type);
    const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const faint = of(`${surfaces}, ${controls}`).filter(seen).filter((one) => {
        const at = getComputedStyle(one);
        return at.color === canvas || !(isFramed(at) || isDrawnByTheBrowser(one));
    });
    const chosen = ":is(.chip, .scale > *):is(:has(:checked), [aria-pressed=true], [aria-current]),"
        + ".seg [aria-current]";
    const alike = of(chosen).filter((one) => getComputedStyle(one).outlineStyle === "none");
    return [...faint, ...alike].map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="session")
def browser(request):
    """Parts are looked at, and not clicked; pictures alone need paint."""
    return request.getfixturevalue("browser" if FOLDER else "unpainted")


@pytest.fixture(autouse=True)
def clock():
    """Noon on Monday 2 March 2026."""
    with time_machine.travel(cast.NOON):
        yield


@pytest.fixture
def parts(settings, monkeypatch, access, caregiver):
    """Put the page of parts under the site, and something of everything into the record."""
    settings.ROOT_URLCONF = "tests.browser.parts"
    monkeypatch.setitem(policy.ROUTES, "parts", policy.Policy.SIGNED_IN)
    records.fill(access)
    for name in ("Paracetamol", "Ibuprofen"):
        kinds.keep(access, Medication, name=name, stopped_on=None, stop_reason="")
    signs = cast.make_signs(access, jerking=True)
    with changing(access):
        raise_warnings(access, signs.answers(), signs.uid, signs.version)
    cast.make_pain(cast.access_of(access.patient, caregiver))
    return "/parts/"


def test_every_part_is_there_and_right_in_both_themes_narrow_and_in_forced_colours(
    open_page, parts, patient
):
    page = open_page(user=patient)
    assert page.goto(parts).ok
    assert sorted(page.evaluate(UNSEEN)) == sorted(ELSEWHERE)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(FORCED) == []
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 844})
    assert problems(page) == []
    # Colours and names are those of the wide page: on a phone only places and sizes can be wrong.
    page.set_viewport_size({"width": 390, "height": 844})
    assert ask_axe(page, PLACES)[0] == []


@pytest.mark.skipif(not FOLDER, reason="CARELOG_PICTURES names no folder")
@pytest.mark.parametrize("width", [390, 1280])
def test_pictures(open_page, parts, patient, width):
    folder = Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    page = open_page(width, user=patient)
    page.goto(parts)
    for name, media in (
        ("light", {"color_scheme": "light"}),
        ("dark", {"color_scheme": "dark"}),
        ("forced", {"color_scheme": "light", "forced_colors": "active"}),
    ):
        page.emulate_media(**media)
        page.screenshot(path=folder / f"parts-{width}-{name}.png", full_page=True)
