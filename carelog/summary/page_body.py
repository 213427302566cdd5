"""The body of the summary page, cached by version of the record, reader and period."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from carelog.dashboard.chart.pictures import pictures
from carelog.dashboard.record_cache import Uncached, cached_for
from carelog.patients.access import Access
from carelog.summary.period import Period
from carelog.summary.section_values import FIRST
from carelog.summary.sections import SectionInWords, sections_in_words, summarise
from carelog.summary.words.head import Head, head
from carelog.summary.words.pieces import Picture, Said


@dataclass(frozen=True, slots=True)
class Page:
    """The finished sections as HTML, what stands above them, and the period they tell of."""

    head: Head
    period: Period
    body: SafeString


def page_of(access: Access, since: date | None, today: date) -> Page:
    """Return the summary of a record for a page, cached until the record changes.

    Raises ValueError for a day after the last one that the reader may see.
    """
    return cached_for(access, today, ("summary", since), lambda: _page(access, since, today))


@dataclass(frozen=True, slots=True)
class Block:
    """A section as the page shows it: its words, cut, and its pictures with their drawings."""

    name: str
    title: str
    said: Said
    pictures: list[tuple[Picture, list[SafeString]]]


def _page(access: Access, since: date | None, today: date) -> Page | Uncached[Page]:
    summary = summarise(access, since=since, today=today)
    places: dict[str, list[Block]] = {}
    for section in sections_in_words(access, summary):
        places.setdefault(section.place, []).append(_block(section))
    context = {"places": places}
    page = Page(
        head(summary),
        summary.period,
        render_to_string("summary/_body.html", context),
    )
    blocks = (block for blocks in places.values() for block in blocks)
    return page if all(drawn for one in blocks for _, drawn in one.pictures) else Uncached(page)


def _block(section: SectionInWords) -> Block:
    pictures = [(one, _drawn(one)) for one in section.said.pictures]
    return Block(section.name, section.title, section.said.cut(FIRST), pictures)


def _drawn(one: Picture) -> list[SafeString]:
    return pictures(one.drawing, uid=f"summary-{one.slug}", label=one.title, words=one.sentence)
