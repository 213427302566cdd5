"""Pain scores from 0 (no pain) to 10 (pain as bad as you can imagine)."""

from typing import Literal

Band = Literal["none", "mild", "moderate", "severe"]

SCALE = 10
SEVERE_FROM = 7
MODERATE_FROM = 5


def band(score: int) -> Band:
    """The word for a worst-pain score: 0 none, 1-4 mild, 5-6 moderate, 7-10 severe.

    Source: Serlin RC et al., Pain 1995;61:277-284 (pain from cancer that has spread). A guide
    only: in people with pain from bone metastasis, Paul SM et al. (Pain 2005;113:37-44) found
    the same border after 4, but not the one between moderate and severe.
    Raises ValueError outside 0-10.
    """
    if not 0 <= score <= 10:
        raise ValueError("a pain score lies between 0 and 10")
    if score == 0:
        return "none"
    if score >= SEVERE_FROM:
        return "severe"
    return "moderate" if score >= MODERATE_FROM else "mild"


def daily_worst(worst_24h: int | None, now: int | None) -> int | None:
    """The worse of the two scores of one entry, 0-10; None when neither was given."""
    return max((score for score in (worst_24h, now) if score is not None), default=None)
