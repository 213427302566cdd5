"""The small multiples as drawings: in the reader's units, with events, visit and falls."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.clinical.series import Point, Series
from carelog.dashboard.chart.drawing import EVENTS_IN_WORDS, Drawing
from carelog.dashboard.chart.pain import pain_drawing
from carelog.dashboard.panel_drawing import drawing_of
from carelog.dashboard.panels import BY_SLUG
from carelog.entries.quantities import Unit, as_it_is, digits, drawn_in
from carelog.summary.multiples import Multiple, Multiples
from carelog.summary.words.pieces import Item, Picture, Said, joined
from carelog.summary.words.reader import Reader

Mark = tuple[date, str, str]
#: Where the title of Trends speaks to the person, is long, or names one of two lines.
TITLES = {
    "pain": gettext_lazy("Pain, 0 to 10"),
    "walking": gettext_lazy("Longest walk"),
    "function": gettext_lazy("Function level"),
    "doses": gettext_lazy("Doses of one medicine when needed"),
}
DIRECTIONS = {
    "function": gettext_lazy("0 to 4, higher is more help"),
    "doses": gettext_lazy("higher is more"),
}


def charts(found: Multiples, reader: Reader) -> Said | None:
    """Return the drawings, and the list of what their thin lines are; None without either."""
    marks = sorted(_marks(found, reader))
    if not found.panels and not found.events:
        return None
    events = tuple((day, short) for day, short, _words in marks)
    numbered = len(marks) > EVENTS_IN_WORDS
    items = tuple(
        Item(f"{n}. {reader.day(day)}" if numbered else reader.day(day), words)
        for n, (day, _short, words) in enumerate(marks, 1)
    )
    if numbered:
        # So many may be cut on paper: then the oldest ones.
        items = items[::-1]
    how_to_read = joined(_how_to_read(found, items), " ")
    return Said(
        pictures=tuple(_picture(one, reader, events) for one in found.panels),
        items=items,
        notes=(how_to_read,) if how_to_read else (),
    )


def _how_to_read(found: Multiples, items: tuple[Item, ...]) -> Iterator[str]:
    if any(one.series.bin != "day" for one in found.panels):
        yield _("A line shows means of weeks or months, a small mark the highest day.")
    if items and found.panels:
        yield _("A thin line across the pictures is one of these days.")
    if found.panels:
        yield _("A gap is a time without an entry.")


def _marks(found: Multiples, reader: Reader) -> Iterator[Mark]:
    visit = reader.period.visit
    if visit is not None:
        yield visit.day, _("visit"), _("the visit this page compares with: %s") % visit.name
    for event in found.events:
        yield event.day, event.words.partition(",")[0], event.words


def _picture(one: Multiple, reader: Reader, events: tuple[tuple[date, str], ...]) -> Picture:
    panel = BY_SLUG[one.slug]
    unit = drawn_in(reader.unit(panel.unit))
    series = _in_unit(one.series, unit)
    title, direction = TITLES.get(one.slug, panel.title), DIRECTIONS.get(one.slug, panel.direction)
    word = str(unit.spelled or unit.word)
    title = f"{title} ({word})" if word else str(title)
    return Picture(
        one.slug,
        title,
        str(direction),
        f"{title}, {direction}. {_sentence(one.series, unit)}",
        _drawing(one, series, unit, reader, events),
    )


def _drawing(
    one: Multiple,
    series: Series,
    unit: Unit,
    reader: Reader,
    events: tuple[tuple[date, str], ...],
) -> Drawing:
    if one.second is not None:
        word = _("too ill") if one.marks else ""
        goal, marks = reader.goal, one.marks
        return pain_drawing(
            series, one.second, goal=goal, marks=marks, mark_word=word, events=events
        )
    word = _("fall") if one.marks else ""
    panel = BY_SLUG[one.slug]
    return drawing_of(panel, series, unit, marks=one.marks, mark_word=word, events=events)


def _in_unit(series: Series, unit: Unit) -> Series:
    if unit.from_stored is as_it_is:
        return series

    def turned(point: Point) -> Point:
        mean, highest = (float(unit.from_stored(_exact(x))) for x in (point.mean, point.highest))
        return replace(point, mean=mean, highest=highest)

    return replace(series, points=tuple(map(turned, series.points)))


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _sentence(series: Series, unit: Unit) -> str:
    points = series.points
    if not points:
        return ""
    window = (series.end - series.start).days + 1
    figures: dict[str, int | str] = {"n": sum(p.n for p in points), "window": window}
    figures["high"] = digits(_exact(max(p.highest for p in points)), unit)
    if series.bin != "day":
        text = _("Logged on %(n)d of %(window)d days. The highest day was %(high)s.")
        return text % figures
    figures["low"] = digits(_exact(min(p.mean for p in points)), unit)
    figures["last"] = digits(_exact(points[-1].mean), unit)
    text = _(
        "Logged on %(n)d of %(window)d days. Lowest %(low)s, highest %(high)s, newest %(last)s."
    )
    return text % figures
