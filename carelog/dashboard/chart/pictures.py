"""A drawing as a picture: checked, kept, and none on a fault."""

import hashlib
import logging
import pickle
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carelog.dashboard.chart.body import body
from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.panel import panel
from carelog.dashboard.chart.plot import plot as draw
from carelog.dashboard.record_cache import cached

logger = logging.getLogger(__name__)
WIDTH = 360


def plots(
    drawing: Drawing,
    *,
    uid: str,
    label: str,
    words: str,
    has_numbers: bool = False,
    has_days: bool = True,
) -> list[SafeString]:
    """Return the picture of a drawing for any width of screen in a list; [] if it fails."""
    options = {"has_numbers": has_numbers, "has_days": has_days}
    asked: dict[str, Any] = {"uid": uid, "label": label, "description": words} | options
    return _kept(drawing, "plot", asked, lambda: draw(drawing, **asked))


def pictures(drawing: Drawing, *, uid: str, label: str, words: str) -> list[SafeString]:
    """Return the small picture of a drawing at the width of paper in a list; [] if it fails."""
    asked = {"uid": uid, "label": label, "description": words}
    return _kept(drawing, "panel", asked, lambda: panel(drawing, width=WIDTH, small=True, **asked))


def drawn_body(
    shown: Mapping[str, int | None], uid: str, label: str, words: str
) -> list[SafeString]:
    """Return the body with a number in each place in a list; [] for no place, or if it fails."""
    try:
        drawn = body(shown, uid=uid, label=label, description=words)
    except Exception:
        logger.exception("The body could not be drawn")
        return []
    return [SafeString(drawn)] if drawn else []


def _kept(drawing: Drawing, kind: str, asked: dict, make: Callable[[], str]) -> list[SafeString]:
    """Return a cached picture, or draw it: a new entry leaves most panels as they were."""
    if drawing.is_empty:
        return []
    named = pickle.dumps((kind, drawing, asked, get_language()))
    key = ("picture", hashlib.sha256(named).digest())
    try:
        return [cached(key, lambda: SafeString(make()))]
    except Exception:
        logger.exception("A chart could not be drawn")
        return []
