"""Rows as a streamed CSV file (RFC 4180): memory stays flat."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

# Tells a spreadsheet that the file is UTF-8.
MARK = "\ufeff"
LINES_AT_ONCE = 1000


def csv_of(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a file of rows in chunks, in UTF-8 with a byte order mark.

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
