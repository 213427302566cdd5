"""The sizes at which a page is too wide, its tab bar breaks, or a target is small for a thumb."""

from pathlib import Path

from playwright.sync_api import Page

RUN = Path(__file__).with_name("sizes.js").read_text()
SMALL = Path(__file__).with_name("small_targets.js").read_text()
# By width: root type sizes in per cent of the site's own, and the reader's text setting with each.
# Between 195 and 479 px there is one layout: what a narrow phone has room for, a wider one has.
SIZES = {
    1280: [(100, "normal")],
    195: [(100, "normal")],
    320: [(200, "normal"), (100, "larger")],
}
PHONE, HEIGHT = 320, 844


def misfits(page: Page) -> list[str]:
    """Return where the page does not fit; leave it on a phone, at the site's own size."""
    found = []
    for width, sizes in SIZES.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for (wide, broken), (per_cent, setting) in zip(
            page.evaluate(RUN, sizes), sizes, strict=True
        ):
            at = f"at {width} px, {per_cent} %, {setting}"
            if wide > width:
                found.append(f"is {wide} px wide {at}")
            if broken and width >= PHONE:
                found.append(f"breaks its tab bar {at}")
    return found + [f"small target: {target}" for target in page.evaluate(SMALL)]
