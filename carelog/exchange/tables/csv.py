"""Rows as a CSV file (RFC 4180), sent while it is being read: memory stays flat."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice

# Tells a spreadsheet that the file is UTF-8.
MARK = "\ufeff"
LINES_AT_ONCE = 1000


def csv_of(rows: Iterable[list]) -> Iterator[bytes]:
    """Give a file of rows piece by piece, in UTF-8 with its mark in front.

    Commas between cells, CR LF after each line, quotes where a cell needs them.
    """
    page = io.StringIO()
    write = csv.writer(page, lineterminator="\r\n").writerows
    page.write(MARK)
    rows = iter(rows)
    for first in rows:
        write(chain([first], islice(rows, LINES_AT_ONCE - 1)))
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()
