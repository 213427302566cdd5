"""The start: what cannot be right stops it, with one sentence that names the mend."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from carelog import databases

#: The code by which gunicorn's workers say that it would be no use to start another one.
NO_USE = 3


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """End the process with what is set wrongly, without the calls that led there."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.stderr.write(f"CareLog does not start. {error}\n")
        raise SystemExit(NO_USE) from None


def serve() -> None:
    """Make this process one that answers requests, before it has asked the database for anything.

    Raises ImproperlyConfigured where its pages could only fail. A database that is away is no
    reason: it may come later than this.
    """
    from carelog import readiness

    databases.serve(connections.databases["default"])
    for missing in (readiness.static_files(), readiness.cache_table()):
        if missing and missing != readiness.AWAY:
            raise ImproperlyConfigured(missing)
