"""Where it hurt in a window: a row a place, a cell a stretch of days, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.clinical.pain import band
from carelog.clinical.series import bin_for, bin_start, next_bin
from carelog.dashboard import place_words
from carelog.dashboard.chart.body import FILLS, NO_NUMBER
from carelog.dashboard.chart.pictures import drawn_body
from carelog.dashboard.window import Window
from carelog.logs.pain_namings import worst_of_each
from carelog.logs.pain_places import PlaceFigures, Places, read_places
from carelog.patients.access import Access

#: The most days of a window whose cells are a day, a week, a month; beyond, a year.
DAYS, WEEKS, MONTHS = 14, 120, 1096
MOST_ROWS = 6
#: A cell this wide, in hundredths of the plot, has room for its digits.
ROOM = 2.5


@dataclass(frozen=True)
class Cell:
    """A stretch of days: where it stands in hundredths of the plot, its colour and its digit."""

    first: date
    x: float
    width: float
    fill: str
    said: str

    @property
    def middle(self) -> float:
        """Return where its digit stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def has_room(self) -> bool:
        """Say whether its digit can be read."""
        return self.width >= ROOM


@dataclass(frozen=True)
class PlaceRow:
    """A place: its name with its mark, what was said of it, and its cells."""

    name: str
    words: str
    details: str
    cells: list[Cell]


@dataclass(frozen=True)
class PlacePanel:
    """Where it hurt: `rows` are new or worse places first; `stretch` is day, week, month or year.

    `table` has a line for each stretch, newest first: its day in words and a cell for each row.
    """

    rows: list[PlaceRow]
    stretch: str
    days: int
    body: list[SafeString]
    table: list[tuple[str, list[str]]]

    @property
    def few(self) -> list[PlaceRow]:
        """Return the rows that have room among other panels."""
        return self.rows[:MOST_ROWS]

    @property
    def more(self) -> int:
        """Return how many more there are."""
        return len(self.rows) - len(self.few)


def place_panel(access: Access, window: Window) -> PlacePanel | None:
    """Return where it hurt in a window, in two queries; None where no place was named."""
    places, namings = read_places(access, window.start, window.end)
    if not places.places:
        return None
    stretch = stretch_of(window)
    worst = worst_of_each(namings, window.start, window.end, lambda day: first_of(day, stretch))
    rows = [_row(one, places, worst[one.code], window, stretch) for one in places.places]
    numbers = {one.code: one.highest.value if one.highest else None for one in places.places}
    words = "; ".join(map(place_words.short, places.places))
    title = _("Where it hurt, the highest number of each place")
    firsts = sorted({cell.first for row in rows for cell in row.cells}, reverse=True)
    return PlacePanel(
        rows=rows,
        stretch=stretch,
        days=places.days,
        body=drawn_body(numbers, "places-body", title, words),
        table=[(_when(first, stretch), _line(rows, first)) for first in firsts],
    )


def stretch_of(window: Window) -> str:
    """Return what a cell of a window holds: a day, a week, a month or a year."""
    days = (window.end - window.start).days + 1
    if days <= WEEKS:
        return "day" if days <= DAYS else "week"
    return "month" if days <= MONTHS else "year"


def first_of(day: date, stretch: str) -> date:
    """Return the first day of the stretch that holds a day; weeks start on Monday."""
    if stretch == "week":
        return bin_start(day, "week")
    if stretch == "month":
        return bin_start(day, "month")
    return date(day.year, 1, 1) if stretch == "year" else day


def _last_of(first: date, stretch: str) -> date:
    if stretch == "year":
        return date(first.year, 12, 31)
    after = next_bin(first, "week" if stretch == "week" else "month")
    return first if stretch == "day" else after - timedelta(days=1)


def _row(
    one: PlaceFigures,
    places: Places,
    worst: dict[date, int | None],
    window: Window,
    stretch: str,
) -> PlaceRow:
    def day(day: date) -> str:
        return date_format(day, "j M" if day.year == window.end.year else "j M Y")

    bad, often = place_words.how_bad(one, day), place_words.how_often(one, places, day)
    return PlaceRow(
        name=place_words.heading(one),
        words=f"{capfirst(bad)}; {often}.",
        details=capfirst("; ".join(place_words.details(one, day))),
        cells=[_cell(first, worst[first], window, stretch) for first in sorted(worst)],
    )


def _cell(first: date, number: int | None, window: Window, stretch: str) -> Cell:
    left = _across(max(first, window.start), window, -0.5)
    right = _across(min(_last_of(first, stretch), window.end), window, 0.5)
    fill = FILLS["none" if number is None else band(number)]
    said = NO_NUMBER if number is None else str(number)
    return Cell(first, round(left, 2), round(right - left, 2), fill, said)


def _across(day: date, window: Window, more: float) -> float:
    """Return where a day stands, as in the plots: theirs begin with the bin of the first day."""
    bin = bin_for(window.start, window.end)
    first, last = bin_start(window.start, bin), bin_start(window.end, bin)
    days = (last - first).days
    if not days:
        return 0 if more < 0 else 100
    return min(100, max(0, ((day - first).days + more) / days * 100))


def _when(first: date, stretch: str) -> str:
    pattern = {"month": "F Y", "year": "Y"}.get(stretch, "j M Y")
    return date_format(first, pattern)


def _line(rows: Sequence[PlaceRow], first: date) -> list[str]:
    return [next((cell.said for cell in row.cells if cell.first == first), "–") for row in rows]
