"""The goals of docs/performance.md, each worked out from one run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.measure import RECORDS, Figures, Results
from tests.bench.targets import (
    COLD_90,
    COLD_ALL,
    COLD_PDF,
    COLD_TODAY,
    EMPTY,
    INSERT,
    PAPERS,
    PDF,
    READS,
    SAVES,
)

PANELS, KINDS = 12, 16
#: Those whose work is meant to be larger where more was written.
ALL_OF_IT = ("Trends all", COLD_ALL)


@dataclass(frozen=True)
class Goal:
    """What is wanted, what was found, and the most (or the least) that it may be."""

    what: str
    found: float
    limit: float
    is_least: bool = False
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        """Say whether the goal was met in this run."""
        return self.found >= self.limit if self.is_least else self.found <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.is_least else "≤"
        met = "met" if self.is_met else "**not met**"
        number = "{:.2f}" if self.unit == "×" else "{:.0f}"
        found = f"{number.format(self.found)} {self.unit}"
        return f"| {self.what} | {found} | {sign} {self.limit:g} | {met} |"


def goals(few: str, crowd: str, results: Results) -> Iterator[Goal]:
    """Give each goal with what was found, in the order of the page."""

    def of(target: str, record: str = "90 days", site: str = few) -> Figures:
        return results[site, record, target]

    for record in RECORDS:
        empty = of(EMPTY, record)
        for page in ("Today", "Trends 90 d"):
            one = of(page, record)
            yield Goal(f"{page}, {record}, against the empty page", one.median / empty.median, 2)
            yield Goal("the same, processor time", one.cpu_median / empty.cpu_median, 3)
    ten = "10 years"
    yield Goal(
        "Trends all of 10 years against 90 days",
        of("Trends all", ten).median / of("Trends 90 d", ten).median,
        2,
    )
    yield Goal("a cold set of panels, 10 years", of(COLD_ALL, ten).median, 400, unit="ms")
    yield Goal(
        "Trends with pictures against without",
        of("Trends 90 d").median / of("Trends without pictures").median,
        1.3,
    )
    yield Goal("the summary as a PDF, 90 days", of(PDF).median, 60, unit="ms")
    yield Goal("the same, cold", of(COLD_PDF).median, 300, unit="ms")
    yield from growth(of, crowd)
    yield Goal("log form against the empty page", of("log form").median / of(EMPTY).median, 2)
    for save in ("log save", "check-in save"):
        share = of(INSERT).median / of(save).median
        yield Goal(f"{save}: speed against one INSERT", share, 0.6, is_least=True)
    yield from queries(results)


def growth(of: Callable[..., Figures], crowd: str) -> Iterator[Goal]:
    """Give how the worst page grows with years and with records."""
    pages = [target.name for target in (*READS, *SAVES, *PAPERS)]
    years = {
        name: of(name, "10 years").median / of(name).median
        for name in pages
        if name not in ALL_OF_IT
    }
    worst = max(years, key=years.get)
    yield Goal(f"90 days → 10 years, the worst: {worst}", years[worst], 1.3)
    records = {
        (name, record): of(name, record, crowd).median / of(name, record).median
        for name in pages
        for record in RECORDS
    }
    worst = max(records, key=records.get)
    yield Goal(f"3 records → {crowd}, the worst: {worst[0]}", records[worst], 1.1)
    more = max(
        of(name, record, crowd).plain_bytes - of(name, record).plain_bytes
        for name in pages
        for record in RECORDS
        # A PDF is packed, and the minute that it names packs into other bytes than the next.
        if name not in (PDF, COLD_PDF)
    )
    yield Goal("the same, bytes more before packing", more, 0, unit="")


def queries(results: Results) -> Iterator[Goal]:
    """Give the most queries each page asked, wherever it was asked."""
    limits = {
        "Today": 16,
        "Trends 90 d": 8,
        "Trends all": 8,
        COLD_TODAY: 16 + PANELS,
        COLD_90: 8 + PANELS,
        COLD_ALL: 8 + PANELS,
        "list": 7,
        "timeline": 6 + KINDS,
        "log form": 6,
        "log save": 10,
        "check-in save": 10,
    }
    for name, limit in limits.items():
        # The first visit of a quarter of an hour is written into the access log, too.
        asked = max(min(one.queries) for key, one in results.items() if key[2] == name)
        yield Goal(f"queries: {name}", asked, limit, unit="")
