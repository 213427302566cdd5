"""What HTML_CodeSniffer calls an error of a page, by WCAG 2.1 AA: a second look beside axe's.

Its warnings and notices are questions for a person ("check that ..."), so they are left out.
"""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

PACKAGE = Path(settings.BASE_DIR, "tests", "node_modules", "html_codesniffer")
RUN = Path(__file__).with_name("sniff_run.js").read_text()


def sniffer() -> str:
    """Return its script."""
    if not PACKAGE.exists():
        pytest.fail("HTML_CodeSniffer is not installed. Install it with: make validators")
    return (PACKAGE / "build" / "HTMLCS.js").read_text()


def ask_sniffer(page: Page, rules: list[str] | None) -> list[str]:
    """Return the errors by these rules, or by all."""
    return [f"{code}: {node} {words}" for code, node, words in page.evaluate(RUN, rules)]
