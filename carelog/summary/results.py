"""Results: the newest of each test with its day, as it stands on the report."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from carelog.clinical.numbers import Exact
from carelog.logs.models import ResultEntry
from carelog.summary.logged_days import Reading
from carelog.summary.section_values import Shortened, shorten


@dataclass(frozen=True, slots=True)
class Result:
    """The newest result of one test: its code, its own name, and what the report says."""

    test: str
    name: str
    day: date
    value: Exact | None
    unit: str
    ref_low: Exact | None
    ref_high: Exact | None
    report: str
    place: str


def results(reading: Reading) -> Shortened[Result] | None:
    """Return the newest result of each test up to the last day, newest first; None without one.

    A test that is not on the list is told apart by its name.
    """
    rows = reading.access.rows(ResultEntry).filter(day__lte=reading.period.end)
    newest = rows.order_by().values("test", "name").annotate(last=Max("day"))
    days = {(row["test"], row["name"]): row["last"] for row in newest}
    if not days:
        return None
    found: dict[tuple[str, str], Result] = {}
    for row in rows.filter(day__in={*days.values()}).order_by("-day", "-at", "-pk"):
        key = row.test, row.name
        if key not in found:
            found[key] = _result(row)
    return shorten(sorted(found.values(), key=lambda one: one.day, reverse=True))


def _result(row: ResultEntry) -> Result:
    return Result(
        *(row.test, row.name, row.day, row.value, row.unit),
        *(row.ref_low, row.ref_high, row.report, row.place),
    )
