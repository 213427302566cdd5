"""Visit pages and say what is wrong with them: two validators in both themes, and all sizes."""

from playwright.sync_api import Page, TimeoutError

from tests.browser.axe import AXE, ask_axe
from tests.browser.sizes import misfits
from tests.browser.sniffer import ask_sniffer, sniffer

# The dark theme changes colours alone; all that is no question of colour was asked in the light.
COLOURS = ["color-contrast", "link-in-text-block"], ["Principle1.Guideline1_4.1_4_3"]
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
ERROR = ".error, [aria-invalid=true], .errors, [role=alert]"


def problems(page: Page) -> list[str]:
    """Return what the validators say in both themes, and the sizes at which the page misfits."""
    if not page.evaluate("'axe' in window"):
        # From here on every page of this tab brings them.
        for script in (AXE, sniffer()):
            page.add_init_script(script)
            page.evaluate(script)
    page.emulate_media(color_scheme="light")
    light = [*ask_axe(page, None)[0], *ask_sniffer(page, None)]
    page.emulate_media(color_scheme="dark")
    dark, is_new = ask_axe(page, COLOURS[0])
    if is_new:
        dark += ask_sniffer(page, COLOURS[1])
    found = [f"light {one}" for one in light] + [f"dark {one}" for one in dark]
    return [f"{page.url} {one}" for one in (*found, *misfits(page))]


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
