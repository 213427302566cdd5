"""Files to pages. Every page is read once and kept in memory; nothing here asks the database."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from education.front_matter import ContentError, Source, split
from education.markdown import render

CONTENT = Path(__file__).parent / "content"
FALLBACK = "en"


@dataclass(frozen=True)
class Page:
    """One education page.

    `reviewer_role` is "" until a clinician has reviewed the page. `logs` holds the slugs of the
    log kinds the page goes with. `rules` maps a safety rule's id to the list item that covers it.
    """

    slug: str
    order: int
    title: str
    question: str
    summary: str
    in_short: str
    logs: tuple[str, ...]
    last_reviewed: datetime.date
    review_due: datetime.date
    reviewer_role: str
    sources: tuple[Source, ...]
    body_html: str
    rules: Mapping[str, str] = field(hash=False)

    def is_past_review(self, today: datetime.date) -> bool:
        """True from the day after `review_due`."""
        return today > self.review_due


def read_page(path: Path) -> Page:
    """Read one content file. Raises ContentError, naming the file, if it is not a whole page."""
    head, text = split(path)
    try:
        body = render(text)
    except ValueError as error:
        raise ContentError(f"{path}: {error}") from error
    head["logs"] = tuple(head["logs"])
    return Page(**head, body_html=body.html, rules=MappingProxyType(body.rules))


@cache
def all_pages(language: str = FALLBACK) -> tuple[Page, ...]:
    """Every page in reading order. A page not yet translated comes in English."""
    files = {}
    for folder in (FALLBACK, language.split("-")[0]):
        files |= {path.name: path for path in (CONTENT / folder).glob("*.md")}
    return tuple(sorted(map(read_page, files.values()), key=lambda page: page.order))


def get_page(slug: str, language: str = FALLBACK) -> Page:
    """Return one page. Raises KeyError if there is none of that slug."""
    return {page.slug: page for page in all_pages(language)}[slug]


def pages_for(kind_slug: str, language: str = FALLBACK) -> tuple[Page, ...]:
    """Return the pages that go with a log kind, in reading order."""
    return tuple(page for page in all_pages(language) if kind_slug in page.logs)


def next_page(page: Page, language: str = FALLBACK) -> Page | None:
    """Return the page to read after this one, None after the last."""
    return next((other for other in all_pages(language) if other.order > page.order), None)
