"""What a screen reader says of a page, and what nobody should have to hear."""

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page

FOLDER = os.environ.get("CARELOG_PICTURES", "")
ROLE = re.compile(r"^\s*- '?(\w+)(?: \"(.*?)\")?(?: \[level=(\d)\])?")
LINKED = re.compile(r"^\s*- /url: ")


class Reader:
    """Reads each screen of one story aloud, and takes its picture where a folder is named."""

    def __init__(self, story: str) -> None:
        self.story, self.screens = story, 0

    def read(self, page: Page, screen: str, *words: str) -> str:
        """Return what is said of a screen; it holds these words, in this order, and no fault."""
        # A page that is still coming in is read only when it is whole.
        page.wait_for_load_state()
        lines = page.locator("main").aria_snapshot().splitlines()
        said = "\n".join(line for line in lines if not LINKED.match(line)).replace(" : ", ": ")
        self._keep(page, screen, said)
        assert faults(lines) == [], screen
        place = 0
        for one in words:
            place = said.find(one, place)
            assert place >= 0, (screen, one, said)
        return said

    def _keep(self, page: Page, screen: str, said: str) -> None:
        self.screens += 1
        if FOLDER:
            path = Path(FOLDER) / "weeks" / f"{self.story}-{self.screens:02}-{screen}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".txt").write_text(said, encoding="utf-8")
            page.screenshot(path=path.with_suffix(".png"), full_page=True)


def faults(lines: list[str]) -> list[str]:
    """Return what is wrong with the order of headings and the names of buttons and links."""
    parts = [match for line in lines if (match := ROLE.match(line))]
    levels = [int(part[3]) for part in parts if part[1] == "heading" and part[3]]
    found = [] if levels[:1] == [1] and levels.count(1) == 1 else [f"headings: {levels}"]
    found += [f"a heading of level {to} after {of}" for of, to in pairwise(levels) if to > of + 1]
    pressed = Counter(part[2] for part in parts if part[1] == "button")
    found += [f"{times} buttons say {name!r}" for name, times in pressed.items() if times > 1]
    return found + [f"no name: {part[0]}" for part in parts if _is_nameless(part)]


def _is_nameless(part: re.Match) -> bool:
    asks = ("button", "link", "checkbox", "radio", "textbox", "combobox", "region")
    return part[1] in asks and not part[2]
