"""The summary in words, section by section: what page, print and PDF are set from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from carelog.patients.access import Access
from carelog.summary.section_values import NotShared
from carelog.summary.sections import SECTIONS, Place, Section
from carelog.summary.summary_numbers import Summary
from carelog.summary.words.pieces import Said
from carelog.summary.words.reader import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """A section with its heading, its place, and what it says."""

    name: str
    title: str
    place: Place
    said: Said


def told(access: Access, summary: Summary) -> tuple[Told, ...]:
    """Return every section in words, in the order of SECTIONS."""
    reader = Reader.of(access, summary.period)
    return tuple(
        Told(section.name, str(section.title), section.place, _said(section, summary, reader))
        for section in SECTIONS
    )


def _said(section: Section, summary: Summary, reader: Reader) -> Said:
    numbers = getattr(summary, section.name)
    if isinstance(numbers, NotShared):
        return Said(text=_("Not shared with the reader of this page."))
    return section.words(numbers, reader)
