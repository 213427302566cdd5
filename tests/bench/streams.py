"""What is measured of files to take along: rows a second, queries, and the worker's memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median

from tests.bench.measure import RECORDS, Figures, ask, readers_of
from tests.bench.sites import Site
from tests.bench.targets import Answer, Reader, Target, page

#: A file takes up to seconds, where a page takes milliseconds: it is asked for less often.
PAGES_A_FILE = 6
DAILY, JSON, FHIR, FHIR_YEAR = "daily.csv", "everything.json", "FHIR 90 d", "FHIR a year"


@dataclass(frozen=True)
class File:
    """A file as a target, and how its rows are counted."""

    target: Target
    rows: Callable[[bytes], int]
    is_table: bool = False
    #: Whether it is sent while it is read. A Bundle is made in memory, of a year at most.
    is_streamed: bool = True


def _lines(plain: bytes) -> int:
    """Count the lines of a table below its heads."""
    return plain.count(b"\r\n") - 1


def _objects(plain: bytes) -> int:
    """Count the rows of everything.json: it has one on a line."""
    return plain.count(b'\n{"uid"')


def _entries(plain: bytes) -> int:
    return plain.count(b'"fullUrl"')


def _table(name: str) -> File:
    return File(page(name, f"export/{name}"), _lines, is_table=True)


def _a_year(reader: Reader) -> Answer:
    # Yesterday has come everywhere; the form takes no day that has not.
    until = datetime.now(UTC).date() - timedelta(days=1)
    since = until - timedelta(days=365)
    return reader.get(reader.at(f"fhir.json?since={since}&until={until}"))


#: Tables of most rows and of most columns (symptoms), then all of a record.
FILES = (
    _table("doses.csv"),
    _table("pain-places.csv"),
    _table("pain.csv"),
    _table("symptoms.csv"),
    _table(DAILY),
    File(page(JSON, f"export/{JSON}"), _objects),
    File(page(FHIR, "fhir.json"), _entries, is_streamed=False),
    File(Target(FHIR_YEAR, _a_year), _entries, is_streamed=False),
)
TABLES = [one.target.name for one in FILES if one.is_table]
STREAMS = [one.target.name for one in FILES if one.is_streamed]


@dataclass
class FileFigures(Figures):
    """What the requests for one file cost; megabytes at their most, above the worker at rest."""

    rows: int = 0
    peaks: list[float] = field(default_factory=list)

    def add(self, one: "FileFigures", *, is_first: bool) -> None:
        """Add what one request cost; of the first of all, which loads code, only its memory."""
        self.peaks += one.peaks
        if not is_first:
            self.wall, self.cpu = self.wall + one.wall, self.cpu + one.cpu
            self.queries |= one.queries
            self.rows, self.bytes, self.plain_bytes = one.rows, one.bytes, one.plain_bytes

    @property
    def rows_a_second(self) -> float:
        """Return how many rows came a second, from the request to the last byte."""
        return self.rows / self.median * 1000

    @property
    def peak(self) -> float:
        """Return the most megabytes the worker needed for it, mostly for the first of its kind.

        Later ones find memory that Python has kept.
        """
        return max(self.peaks)

    @property
    def usual_peak(self) -> float:
        """Return the median of them, without what the first one loads once and for all."""
        return median(self.peaks)


Files = dict[tuple[str, str, str], FileFigures]


def measure_files(sites: list[Site], rounds: int) -> Files:
    """Ask every site for every file in turn: first its ninety days, then its ten years."""
    readers = readers_of(sites)
    found: Files = {}
    for turn in range(max(1, rounds // PAGES_A_FILE) + 1):
        for file in FILES:
            for record in RECORDS:
                for site in sites:
                    figures = FileFigures()
                    _ask(site, readers[site.name, record], file, figures)
                    key = site.name, record, file.target.name
                    found.setdefault(key, FileFigures()).add(figures, is_first=turn == 0)
    return found


def _ask(site: Site, reader: Reader, file: File, figures: FileFigures) -> None:
    """Send one request for a file, to a worker that has given back all memory it can."""
    reader.rest()
    site.forget_peak()
    before = site.peak_mb()
    answer = ask(site, reader, file.target, figures)
    figures.peaks.append(site.peak_mb() - before)
    figures.rows = file.rows(answer.plain)
    # The head of a file that is still being read cannot say how many there will be.
    queries = reader.rest()
    figures.queries.add(queries if file.is_streamed else answer.queries)
