"""PHQ-4, the four questions on worry and low mood: sums and published borders, no verdicts.

Source: Kroenke K, Spitzer RL, Williams JBW, Löwe B. An ultra-brief screening scale for anxiety
and depression: the PHQ-4. Psychosomatics 2009;50:613-621.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Keyed by item and never by position: published code does not agree on their order.
GAD2_ITEMS = ("phq4_nervous", "phq4_worry")
PHQ2_ITEMS = ("phq4_interest", "phq4_down")
HIGHEST_ANSWER = 3

# From here on a sub-score (0-6) counts as a positive screen (Kroenke 2009).
SUBSCORE_POSITIVE_FROM = 3
# First total (0-12) of the second, third and fourth of the four bands (Kroenke 2009).
TOTAL_BORDERS = (3, 6, 9)


@dataclass(frozen=True, slots=True)
class Phq4:
    """`gad2` (anxiety items) and `phq2` (low-mood items), 0-6 each, and their sum, 0-12.

    A score is None when one of its items was not answered.
    """

    gad2: int | None
    phq2: int | None
    total: int | None


def phq4(answers: Mapping[str, int | None]) -> Phq4:
    """The scores of one answer sheet, by field name; other fields in it are left aside.

    Each answer is 0-3, or None (or not there) when unanswered, which is never zero.
    Raises ValueError for any other answer.
    """
    gad2, phq2 = _sum(answers, GAD2_ITEMS), _sum(answers, PHQ2_ITEMS)
    return Phq4(gad2, phq2, None if gad2 is None or phq2 is None else gad2 + phq2)


def _sum(answers: Mapping[str, int | None], items: tuple[str, ...]) -> int | None:
    given = [answer for item in items if (answer := answers.get(item)) is not None]
    if any(answer not in range(HIGHEST_ANSWER + 1) for answer in given):
        raise ValueError("an answer lies between 0 and 3")
    return sum(given) if len(given) == len(items) else None
