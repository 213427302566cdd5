"""The start: what cannot be right stops it, with one sentence that names the mend."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured

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


def refuse_half_set_up() -> None:
    """Raise ImproperlyConfigured before a server answers pages that could only fail.

    A database that is away is no reason: it may come later than this.
    """
    from carelog import readiness

    for missing in (readiness.static_files(), readiness.cache_table()):
        if missing and missing != readiness.AWAY:
            raise ImproperlyConfigured(missing)
