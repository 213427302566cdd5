"""How much one member may send to others in an hour: a mail goes out for each, to everyone.

What is only written down for oneself has no ceiling here. Two requests at the same moment may get
one more.
"""

from datetime import timedelta

from django.db import models
from django.utils import timezone

HOUR = timedelta(hours=1)


class TooMany(Exception):
    """A member has reached a ceiling; `carelog.middleware` answers it with 429."""


def keep_within(rows: models.QuerySet, most: int) -> None:
    """Refuse one more row where a member made `most` of them in the last hour.

    Args:
        rows: what the member made, in one record; with a column `created_at`.
        most: how many an hour.

    Raises:
        TooMany: there are as many already.
    """
    if rows.filter(created_at__gt=timezone.now() - HOUR).count() >= most:
        raise TooMany
