"""What the style sheets of a page weigh, before compression."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC, TEMPLATES = settings.BASE_DIR / "static", settings.BASE_DIR / "templates"
SHEET = re.compile(r"\{% static '(css/[\w-]+\.css)' %\}")
MOST = 30 * 1024
EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')


def is_page(path: Path) -> bool:
    """Say whether a template is a whole page, by itself or by what it extends."""
    text = path.read_text()
    above = EXTENDS.search(text)
    return "</html>" in text or bool(above and is_page(TEMPLATES / above[1]))


PAGES = [path for path in TEMPLATES.rglob("*.html") if is_page(path)]


def sheets_of(name: str) -> set[str]:
    """Return the style sheets that a template and what it extends link, as paths."""
    text = (TEMPLATES / name).read_text()
    above = EXTENDS.search(text)
    return {*SHEET.findall(text), *(sheets_of(above[1]) if above else ())}


def test_every_sheet_is_linked_by_a_page():
    linked = set().union(*(sheets_of(str(path.relative_to(TEMPLATES))) for path in PAGES))
    assert linked == {f"css/{path.name}" for path in (STATIC / "css").iterdir()}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_page_loads_more_than_thirty_kilobytes_of_styles(page):
    sheets = sheets_of(str(page.relative_to(TEMPLATES)))
    assert {"css/carelog.css", "css/dark.css"} <= sheets
    assert sum((STATIC / sheet).stat().st_size for sheet in sheets) <= MOST
