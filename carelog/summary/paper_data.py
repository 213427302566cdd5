"""What goes on paper, as plain data: the sections in words, the drawings in greys."""

import logging
from dataclasses import asdict
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from carelog.patients.access import Access
from carelog.summary.daily import MOST_DAYS, daily
from carelog.summary.grey_pictures import grey, grey_body
from carelog.summary.period import Period
from carelog.summary.section_values import FIRST
from carelog.summary.sections import LAST_BAND, SectionInWords, in_words, summarise
from carelog.summary.words.head import head, not_logged_words, purpose, unverified
from carelog.summary.words.pieces import BodyMap, Picture

logger = logging.getLogger(__name__)
#: Lines of a list that pages behind the first one show.
MOST_WHOLE = 100


def paper(access: Access, since: date | None, today: date, *, detail: bool) -> dict:
    """Return the summary as data for the typesetter; with `detail` whole lists and each day.

    `undrawn` says whether a picture failed. Raises ValueError as `summarise` does.
    """
    summary = summarise(access, since=since, today=today)
    told = in_words(access, summary)
    drawn = {one.slug: _drawn(one) for section in told.sections for one in section.said.pictures}
    return {
        "language": (get_language() or "en").split("-")[0],
        "head": asdict(head(summary, access)),
        "demo": _("This is a demo. Nobody in it exists.") if summary.who.is_demo else "",
        "sections": [_section(one, FIRST, drawn) for one in told.sections],
        "last_band": LAST_BAND,
        "not_logged": not_logged_words(told.not_logged),
        "whole": [_section(one, MOST_WHOLE, drawn) for one in told.sections] if detail else [],
        "daily": asdict(daily(access, summary.period)) if detail else None,
        "boxed": any(boxed for _svg, boxed in drawn.values()),
        "undrawn": not all(svg for svg, _boxed in drawn.values()),
        "unverified": unverified(),
        "purpose": purpose(),
        "words": _words(summary.period),
    }


def _section(one: SectionInWords, most: int, drawn: dict[str, tuple[str, bool]]) -> dict:
    said = one.said.cut(most)
    pictures = [
        {
            "title": picture.title,
            "direction": picture.direction,
            "sentence": picture.sentence,
            "svg": drawn[picture.slug][0],
        }
        for picture in said.pictures
        if picture.slug in drawn
    ]
    return {
        "name": one.name,
        "title": one.title,
        "band": one.band,
        "column": one.column,
        "text": said.text,
        "facts": [asdict(item) for item in said.facts],
        "table": said.table and asdict(said.table),
        "items": [asdict(item) for item in said.items],
        "more": said.more,
        "pictures": pictures,
        "body": _body(said.body),
        "notes": said.notes,
    }


def _drawn(picture: Picture) -> tuple[str, bool]:
    """Return a drawing, "" where it failed, and whether a box stands for a character in it."""
    try:
        return grey(picture)
    except Exception:
        logger.exception("A chart could not be drawn")
        return "", False


def _body(shown: BodyMap | None) -> dict[str, str] | None:
    """Return the picture of the body, None where there is none or it failed: words say the same."""
    try:
        svg = grey_body(shown) if shown else ""
    except Exception:
        logger.exception("The body could not be drawn")
        return None
    return {"svg": svg, "sentence": shown.sentence} if shown and svg else None


def _words(period: Period) -> dict[str, str]:
    every = _("Each day, newest first")
    last = _("Each of the last %(days)d days, newest first") % {"days": MOST_DAYS}
    return {
        "title": _("Summary for the care team"),
        "page": _("Page"),
        "of": _("of"),
        # Braces, because the typesetter puts the number in.
        "more": _("and {n} more"),
        "daily": last if period.days > MOST_DAYS else every,
        "no_days": _("Nothing of this was logged in these days."),
        "whole": _("What stands above in part, whole"),
    }
