"""Doing things at a past moment, for a record that has to look lived in.

All code of this project, and Django for the columns it fills in itself, asks
`django.utils.timezone.now` what time it is. It is replaced for the whole process, so this is
for commands alone and never for a server that answers others at the same time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (with a time zone) inside the block."""
    before = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = before


@contextmanager
def later(seconds: int) -> Iterator[None]:
    """Let it be some seconds later inside the block."""
    with at(timezone.now() + timedelta(seconds=seconds)):
        yield
