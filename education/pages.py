"""Files to pages. Every page is read once and kept in memory; nothing here asks the database."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import override

from education.filled import with_items
from education.front_matter import ContentError, Source, split
from education.markdown import render
from education.terms import Term

CONTENT = Path(__file__).parent / "content"
FALLBACK = "en"
GLOSSARY = "glossary.md"
LISTS = ("covers", "found_by", "logs", "offered_by")


@dataclass(frozen=True)
class Page:
    """One education page.

    `reviewer_role` is "" until a clinician has reviewed the page. `logs` holds the slugs of the
    logs the page leads to, `offered_by` the places of CareLog that lead to the page: each place
    stands on one page at most. `covers` names the headings of the article CareLog grew from,
    `found_by` words that people look for and the page may not hold. `question` is what brings a
    reader here, in their own words.
    `rules` maps a safety rule's id to the list item that covers it. `text` is the Markdown, without
    the list of signs that all pages share.
    """

    slug: str
    order: int
    title: str
    question: str
    summary: str
    in_short: str
    covers: tuple[str, ...]
    found_by: tuple[str, ...]
    logs: tuple[str, ...]
    offered_by: tuple[str, ...]
    last_reviewed: datetime.date
    review_due: datetime.date
    reviewer_role: str
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    text: str
    body_html: str
    rules: Mapping[str, str] = field(hash=False)

    def is_past_review(self, today: datetime.date) -> bool:
        """True from the day after `review_due`."""
        return today > self.review_due


def read_page(path: Path, terms: Sequence[Term] = ()) -> Page:
    """Read one content file, whose text explains `terms` in place.

    Raises ContentError, naming the file, if it is not a whole page.
    """
    head, text = split(path)
    try:
        text = with_items(text)
        body = render(text, () if head["terms"] else terms)
    except (KeyError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error
    head |= {key: tuple(head[key]) for key in LISTS}
    return Page(**head, text=text, body_html=body.html, rules=MappingProxyType(body.rules))


def all_pages(language: str = FALLBACK) -> tuple[Page, ...]:
    """Every page in reading order. A page not yet translated comes in English."""
    return _pages_in(language.split("-")[0])


@cache
def _pages_in(language: str) -> tuple[Page, ...]:
    files: dict[str, Path] = {}
    for folder in (FALLBACK, language):
        files |= {path.name: path for path in (CONTENT / folder).glob("*.md")}
    with override(language):
        terms = read_page(files[GLOSSARY]).terms if GLOSSARY in files else ()
        pages = [read_page(path, terms) for path in files.values()]
    return tuple(sorted(pages, key=lambda page: page.order))


def get_page(slug: str, language: str = FALLBACK) -> Page:
    """Return one page. Raises KeyError if there is none of that slug."""
    return {page.slug: page for page in all_pages(language)}[slug]


def page_for(place: str, language: str = FALLBACK) -> Page | None:
    """Return the page that a place of CareLog offers, such as the form of a kind of log."""
    return next((page for page in all_pages(language) if place in page.offered_by), None)


def next_page(page: Page, language: str = FALLBACK) -> Page | None:
    """Return the page to read after this one, None after the last."""
    return next((other for other in all_pages(language) if other.order > page.order), None)
