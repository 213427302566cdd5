"""What axe says of a page in both themes, and the sizes at which it is too wide."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, TimeoutError

AXE = Axe().axe_script
RUN = Path(__file__).with_name("axe_run.js").read_text()
# The dark theme changes colours alone; all that is no question of colour was asked in the light.
THEMES = {"light": None, "dark": ["color-contrast", "link-in-text-block"]}
# By width: root type sizes in per cent of the site's own, and the reader's text setting with each.
# Between 195 and 479 px there is one layout: what a narrow phone has room for, a wider one has.
SIZES = {
    320: [(200, "normal"), (100, "larger")],
    195: [(100, "normal")],
    1280: [(100, "normal")],
}
PHONE, HEIGHT = 320, 844
WIDTHS_AT = """(sizes) => {
    const root = document.documentElement;
    const widthAt = ([per_cent, setting]) => {
        root.dataset.text = setting;
        root.style.fontSize = per_cent === 100 ? "" : per_cent * 1.0625 + "%";
        return root.scrollWidth;
    };
    const widths = sizes.map(widthAt);
    root.dataset.text = "normal";
    root.style.fontSize = "";
    return widths;
}"""
BREAK = """(form) => {
    form.noValidate = true;
    for (const field of [...form.elements].filter((field) => field.type !== "hidden")) {
        if (field.tagName === "SELECT") field.add(new Option("no such", "no-such", true, true));
        else if (["checkbox", "radio"].includes(field.type)) field.checked = false;
        else if (field.tagName !== "BUTTON") field.value = "";
    }
    const radio = form.querySelector("input[type=radio]");
    if (radio) radio.value = "no-such", radio.checked = true;
    form.querySelectorAll("button[name]").forEach((button) => (button.value = "no-such"));
    form.querySelector("button:not([type=button], [name=none_of_these])").click();
}"""
#: The hashes of all paint of words that axe found right in this process.
_right: set[str] = set()
ERROR = ".error, [aria-invalid=true], .errors, [role=alert]"


def problems(page: Page) -> list[str]:
    """Return what axe says in both themes, and the sizes at which the page is too wide."""
    if not page.evaluate("'axe' in window"):
        # From here on every page of this tab brings it.
        page.add_init_script(AXE)
        page.evaluate(AXE)
    found = []
    for theme, rules in THEMES.items():
        page.emulate_media(color_scheme=theme)
        wrong, right = page.evaluate(RUN, [rules, " ".join(_right)])
        _right.update(right.split())
        found += [f"{page.url} {theme} {rule}: {nodes}" for rule, nodes in wrong]
    return found + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Return the sizes at which the page is too wide; leave it on a phone, at the site's own."""
    found = []
    for width, sizes in SIZES.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for wide, (per_cent, setting) in zip(page.evaluate(WIDTHS_AT, sizes), sizes, strict=True):
            if wide > width:
                found.append(f"{page.url} is {wide} px wide at {width} px, {per_cent} %, {setting}")
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    return found


def tour(page: Page, addresses: list[str]) -> str:
    """Visit pages; return all their problems, and addresses that led elsewhere, a line each."""
    found = []
    for address in addresses:
        response = page.goto(address)
        if not page.url.endswith(address):
            found.append(f"{address} led to {page.url}")
        found += problems(page) if response.status < 500 else [f"{address}: {response.status}"]
    return "\n".join(found)


def broken(page: Page, addresses: list[str]) -> str:
    """Send the first form of each page with nothing right in it; return the problems."""
    found = []
    for address in addresses:
        page.goto(address)
        page.locator("main form[method=post]").first.evaluate(BREAK)
        try:
            page.locator(ERROR).first.wait_for(timeout=3_000)
        except TimeoutError:
            found.append(f"{address} does not say what is wrong")
        found += problems(page)
    return "\n".join(found)
