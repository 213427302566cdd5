"""Panels as pictures: numbers in the reader's unit become checked drawings, or none on a fault."""

import hashlib
import logging
import pickle
from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carelog.clinical.series import Series, bin_days
from carelog.dashboard.charts import panel as draw
from carelog.dashboard.drawing import Drawing, Line
from carelog.dashboard.memory import kept
from carelog.dashboard.panel_words import as_shown
from carelog.dashboard.panels import Days, Panel
from carelog.entries.quantities import Unit

logger = logging.getLogger(__name__)
WIDTHS = (360, 760)


def series_of(panel: Panel, days: Days, start: date, end: date, unit: Unit) -> Series:
    """Return the bins of a panel's window, in the reader's unit."""
    inside = {day: value for day, value in days.items() if start <= day <= end}
    # Ten years of a score hold eleven different numbers: each is turned once.
    turned = {value: float(as_shown(value, unit)) for value in set(inside.values())}
    shown = {day: turned[value] for day, value in inside.items()}
    return bin_days(shown, panel.measure, start, end)


def drawing_of(
    panel: Panel,
    series: Series,
    *,
    marks: Sequence[date] = (),
    mark_word: str = "",
    events: Sequence[tuple[date, str]] = (),
) -> Drawing:
    """Return what a panel shows: its line, or its bars, with marks and events."""
    return Drawing(
        (Line(series, str(panel.word)),),
        low=panel.low,
        high=panel.high,
        marks=tuple(marks),
        mark_word=mark_word,
        events=tuple(events),
        bars=panel.is_count,
        places=panel.places,
        gap_days=panel.gap_days,
    )


def pictures(
    drawing: Drawing, *, uid: str, label: str, words: str, small: bool = True
) -> list[SafeString]:
    """Return a drawing at each width, checked and escaped by `svg.clean`; none if it fails."""
    if drawing.is_empty:
        return []
    try:
        return [
            _picture(drawing, width, uid=f"{uid}{width}", label=label, words=words, small=small)
            for width in WIDTHS
        ]
    except Exception:
        logger.exception("A chart could not be drawn")
        return []


def _picture(
    drawing: Drawing, width: int, *, uid: str, label: str, words: str, small: bool
) -> SafeString:
    """Draw what was not drawn before: a new entry leaves most panels of a record as they were."""
    asked = pickle.dumps((drawing, width, uid, label, words, small, get_language()))

    def picture() -> SafeString:
        given = {"width": width, "uid": uid, "label": label, "description": words}
        return SafeString(draw(drawing, **given, small=small))

    return kept(("picture", hashlib.sha256(asked).digest()), picture)
