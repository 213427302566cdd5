"""The value axis of a panel: from which number to which, at which round ones a line stands."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

from carelog.dashboard.chart.drawing import Drawing

FEWEST, MOST = 4, 6
# A choice of this project: steps under a hundredth of the values would make noise look like change.
SMALLEST_SHARE = 100


def value_axis(drawing: Drawing) -> tuple[float, float, tuple[float, ...]]:
    """The lowest and highest number of the axis, and its ticks; the drawing has a point."""
    values = drawing.values() + ([0.0] if drawing.bars else [])
    least, greatest = min(values), max(values)
    low, high = drawing.low, drawing.high
    if drawing.ticks and low is not None and high is not None and low <= least <= greatest <= high:
        return low, high, drawing.ticks
    least = least if low is None else min(least, low)
    greatest = greatest if high is None else max(greatest, high)
    ticks = round_ticks(least, greatest, drawing.places)
    return ticks[0], ticks[-1], ticks


def round_ticks(low: float, high: float, places: int) -> tuple[float, ...]:
    """4 to 6 numbers in steps of 1, 2 or 5 times a power of ten; `low` to `high` lie within them.

    No step is finer than `places` decimals. What is not below zero gets no tick below zero.
    """
    bottom, top = Decimal(str(low)), Decimal(str(high))
    # Of nothing but zeros no share can be taken.
    greatest = max(abs(bottom), abs(top)) or Decimal(SMALLEST_SHARE)
    finest = max(Decimal(1).scaleb(-places), greatest / SMALLEST_SHARE)
    for step in _steps(finest):
        first = int((bottom / step).to_integral_value(ROUND_FLOOR))
        last = int((top / step).to_integral_value(ROUND_CEILING))
        if last - first < MOST:
            break
    while last - first + 1 < FEWEST:
        last += 1
        if last - first + 1 < FEWEST and first != 0:
            first -= 1
    return tuple(float(n * step) for n in range(first, last + 1))


def tick_words(ticks: Sequence[float]) -> tuple[tuple[float, str], ...]:
    """Each tick with its number as written, all with the same decimals."""
    places = max(map(_decimals, ticks))
    return tuple((tick, written(tick, places)) for tick in ticks)


def _decimals(number: float) -> int:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def written(value: float, places: int) -> str:
    """A number as an axis shows it: halves rounded up, in the reader's own notation."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(exact, decimal_pos=places)


def _steps(finest: Decimal) -> Iterator[Decimal]:
    power = finest.adjusted()
    while True:
        for digit in (1, 2, 5):
            step = Decimal(digit).scaleb(power)
            if step >= finest:
                yield step
        power += 1
