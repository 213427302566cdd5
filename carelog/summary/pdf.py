"""The summary as a tagged PDF: everything goes to the typesetter as data, never as markup."""

import json
import logging
import re
from bisect import bisect_left
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from carelog.dashboard.record_cache import Uncached, cached_for
from carelog.patients.access import Access
from carelog.summary.glyphs import BOX, Ink, fonts
from carelog.summary.paper_data import paper
from carelog.summary.words.head import made_at

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("summary.typ")
_PAGE = re.compile(rb"/Type ?/Page\b")
# A word too long for its column may be broken after these letters.
_LONG = re.compile(r"\S{16}(?=\S{5})")


def _level(lines: int, letters: int, pictures: int) -> dict[str, int]:
    """Return how much the sheets show: lines of a list, letters of a text, and pictures."""
    return {"lines": lines, "letters": letters, "pictures": pictures}


#: How much the first sheets show, from the most to the least. Letters never get smaller.
LEVELS = (
    *(_level(12, 400, 6), _level(12, 300, 2), _level(8, 200, 2), _level(6, 140, 2)),
    *(_level(4, 100, 0), _level(2, 70, 0)),
)
SIDES = 2


def summary_pdf_of(
    access: Access, *, since: date | None, today: date, made: datetime, detail: bool = False
) -> bytes:
    """Return the summary as a PDF of two sides, with `detail` also whole lists and each day.

    Raises ValueError for a day after the last one that the reader may see.
    """
    when = _("Made on %(when)s.") % {"when": made_at(made, access.patient.zone)}

    def data() -> dict | Uncached[dict]:
        found = _fitted(paper(access, since, today, detail=detail) | {"made": when})
        return Uncached(found) if found["undrawn"] else found

    kept = cached_for(access, today, ("summary on paper", since, detail), data)
    return _pdf(kept | {"made": when})


def _fitted(data: dict) -> dict:
    """Return data for first sheets of two sides: they show less until they do.

    With the least a very full record takes more sides, and is never set smaller.
    """
    sheet = data | {"whole": [], "daily": None}

    def fits(level: dict[str, int]) -> bool:
        return _pages(_pdf(sheet | {"level": level})) <= SIDES

    # Each try is a setting, and what is less than a level that fits does so too.
    level = LEVELS[min(bisect_left(LEVELS, True, key=fits), len(LEVELS) - 1)]
    return data | {"level": level, "whole": [one for one in data["whole"] if _is_cut(one, level)]}


def _pages(pdf: bytes) -> int:
    return len(_PAGE.findall(pdf))


def _is_cut(section: dict, level: dict[str, int]) -> bool:
    """Say whether the first sheets show a section in part; the table of changes they never cut."""
    if section["name"] == "changes":
        return False
    rows = section["table"]["rows"] if section["table"] else []
    texts = [text for item in section["items"] for text in item.values()]
    texts += [text for row in rows for cell in row for text in cell.values()]
    is_long = max(len(rows), len(section["items"])) > level["lines"]
    is_long |= len(section["pictures"]) > level["pictures"]
    return is_long or any(len(text) > level["letters"] for text in texts)


def _pdf(data: dict) -> bytes:
    try:
        return _set(data, Ink())
    except typst.TypstError:
        logger.exception("A summary could not be set in the fonts of this machine")
        return _set(data, Ink(only_own=True))


def _set(data: dict, ink: Ink) -> bytes:
    readable = _readable(data, ink)
    readable |= {"notes": _notes(ink, boxed=data["boxed"]), "fonts": list(ink.families)}
    return typst.compile(
        TEMPLATE.read_bytes(),
        # In one order, so that the typesetter knows what it has just set.
        sys_inputs={"data": json.dumps(readable, sort_keys=True)},
        font_paths=fonts(),
        pdf_standards=["ua-1"],
    )


def _readable(value: Any, ink: Ink) -> Any:
    """Return the same data with every text made of characters that can be set."""
    if isinstance(value, str):
        return _LONG.sub("\\g<0>\u200b", ink.text(value))
    if isinstance(value, list | tuple):
        return [_readable(one, ink) for one in value]
    if isinstance(value, dict):
        # A drawing is markup of our own; its texts were made readable before it was drawn.
        return {k: v if k == "svg" else _readable(v, ink) for k, v in value.items()}
    return value


def _notes(ink: Ink, *, boxed: bool) -> list[str]:
    """Return what the foot says about characters that stand for others."""
    notes = []
    if ink.named:
        notes.append(_("Words in [brackets] name a picture character, such as an emoji."))
    if ink.lost or boxed:
        lost = _("%(box)s stands for a character without a letter here; CareLog shows it.")
        notes.append(lost % {"box": BOX})
    return notes
