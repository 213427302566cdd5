"""A drawing as pictures, one for each width: checked, kept, and none on a fault."""

import hashlib
import logging
import pickle

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carelog.dashboard.chart.drawing import Drawing
from carelog.dashboard.chart.panel import panel as draw
from carelog.dashboard.record_cache import cached

logger = logging.getLogger(__name__)
WIDTHS = (360, 760)


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
    """Return a cached picture, or draw it: a new entry leaves most panels as they were."""
    asked = pickle.dumps((drawing, width, uid, label, words, small, get_language()))

    def picture() -> SafeString:
        drawn = draw(drawing, width=width, uid=uid, label=label, description=words, small=small)
        return SafeString(drawn)

    return cached(("picture", hashlib.sha256(asked).digest()), picture)
