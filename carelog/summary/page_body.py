"""The body of the summary page, cached by version of the record, reader and period."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from carelog.dashboard.chart.pictures import drawn_body, pictures
from carelog.dashboard.record_cache import Uncached, cached_for
from carelog.patients.access import Access
from carelog.summary.period import Period
from carelog.summary.section_values import FIRST
from carelog.summary.sections import LAST_BAND, Column, SectionInWords, in_words, summarise
from carelog.summary.words.head import Head, head, not_logged_words
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
    column: Column
    said: Said
    pictures: list[tuple[Picture, list[SafeString]]]
    body: list[SafeString]


@dataclass(frozen=True, slots=True)
class Band:
    """Sections that stand side by side: the columns they fill, each with its sections."""

    columns: list[tuple[Column, list[Block]]]


def _page(access: Access, since: date | None, today: date) -> Page | Uncached[Page]:
    summary = summarise(access, since=since, today=today)
    told = in_words(access, summary)
    blocks = [(one.band, _block(one)) for one in told.sections]
    context = {
        "bands": [
            _band([block for _number, block in of_band])
            for number, of_band in groupby(blocks, key=itemgetter(0))
            if number < LAST_BAND
        ],
        "end": [block for number, block in blocks if number == LAST_BAND],
        "not_logged": not_logged_words(told.not_logged),
    }
    page = Page(
        head(summary, access),
        summary.period,
        render_to_string("summary/_body.html", context),
    )
    is_drawn = all(drawn for _number, one in blocks for _, drawn in one.pictures)
    return page if is_drawn else Uncached(page)


def _band(blocks: list[Block]) -> Band:
    """Return a band with its columns in the order of their first section; thirds stand alone."""
    columns: list[tuple[Column, list[Block]]] = []
    for block in blocks:
        of_column = next((found for name, found in columns if name == block.column), None)
        if of_column is None or block.column == "third":
            columns.append((block.column, [block]))
        else:
            of_column.append(block)
    return Band(columns)


def _block(section: SectionInWords) -> Block:
    pictures = [(one, _drawn(one)) for one in section.said.pictures]
    said, body = section.said.cut(FIRST), section.said.body
    drawn = drawn_body(body.numbers, "summary-body", body.title, body.sentence) if body else []
    return Block(section.name, section.title, section.column, said, pictures, drawn)


def _drawn(one: Picture) -> list[SafeString]:
    return pictures(one.drawing, uid=f"summary-{one.slug}", label=one.title, words=one.sentence)
