"""The pain panel: worst and average pain on one axis from 0 to 10."""

from datetime import date

from django.utils.translation import gettext as _

from carelog.clinical.pain import SEVERE_FROM
from carelog.clinical.series import Series
from carelog.dashboard.chart.drawing import Drawing, Line


def pain_drawing(
    worst: Series,
    average: Series,
    *,
    goal: int | None = None,
    marks: tuple[date, ...] = (),
    mark_word: str = "",
    events: tuple[tuple[date, str], ...] = (),
) -> Drawing:
    """What the pain panel shows; both series hold scores (0-10) of the same window."""
    return Drawing(
        (
            Line(worst, _("worst %(value)s"), highest=_("highest %(value)s")),
            Line(average, _("average %(value)s"), colour="--chart-2", strong=False),
        ),
        low=0,
        high=10,
        ticks=(0, 2, 4, 6, 8, 10),
        shade_from=SEVERE_FROM,
        bands=((_("severe"), (9, 7.6)), (_("moderate"), (5.4, 6.4)), (_("mild"), (3, 1, 2))),
        goal=goal,
        goal_word=_("goal %(value)s"),
        marks=marks,
        mark_word=mark_word,
        events=events,
    )
