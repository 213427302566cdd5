"""What axe says of a page."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
RUN = Path(__file__).with_name("axe_run.js").read_text()
#: The hashes of all paint of words that axe found right in this process.
_right: set[str] = set()


def ask_axe(page: Page, rules: list[str] | None) -> tuple[list[str], bool]:
    """Return what breaks these rules, or any, and whether there was paint it had not seen yet."""
    wrong, right = page.evaluate(RUN, [rules, " ".join(_right)])
    _right.update(right.split())
    return [f"{rule}: {nodes}" for rule, nodes in wrong], bool(wrong or right)
