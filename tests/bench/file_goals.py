"""The goals of docs/performance.md for files to take along."""

from collections.abc import Iterator

from tests.bench.goals import Goal
from tests.bench.streams import FHIR, STREAMS, TABLES, Files

ROWS_A_SECOND = 50_000
#: What ten years may need more of the worker's memory than ninety days, and still be called flat.
FLAT_MB = 8


def goals_of_files(few: str, crowd: str, files: Files) -> Iterator[Goal]:
    """Give each goal of files with what was found."""
    ten = {name: files[few, "10 years", name] for name in (*STREAMS, FHIR)}
    ninety = {name: files[few, "90 days", name] for name in ten}
    for name in TABLES:
        rate = ten[name].rows_a_second
        yield Goal(f"rows a second: {name}", rate, ROWS_A_SECOND, is_least=True, unit="")
    more = {name: ten[name].peak - ninety[name].usual_peak for name in STREAMS}
    worst = max(more, key=more.get)
    yield Goal(f"memory, 10 years more than 90 days: {worst}", more[worst], FLAT_MB, unit="MB")
    asked = max(min(ten[name].queries) - min(ninety[name].queries) for name in (*TABLES, FHIR))
    yield Goal("queries of tables and FHIR, 10 years more", asked, 0, unit="")
    size = max(
        files[crowd, record, name].plain_bytes - files[few, record, name].plain_bytes
        for site, record, name in files
        if site == few
    )
    yield Goal(f"bytes more of a file among {crowd}", size, 0, unit="")
