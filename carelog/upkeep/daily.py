"""What is done once a day, whoever runs it: safe twice, by two processes, after a missed day.

A duty looks at what lies before now, not at what came since yesterday, so that a missed day is
made up for by itself. What is done and that it is done are one transaction; who comes second waits
for the first and finds it done.
"""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import Error, transaction
from django.utils import timezone

from carelog.accounts.models import Session
from carelog.outbox.sending import forget_old
from carelog.upkeep.models import DutyDone

logger = logging.getLogger(__name__)


def clear_sessions() -> int:
    """Delete the sessions that have ended; return how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


#: Every duty by its name, in the order in which they are done. Each says how many rows it was.
DUTIES: dict[str, Callable[[], int]] = {
    "ended sessions deleted": clear_sessions,
    "old messages deleted": forget_old,
}


def do_round(now: datetime | None = None) -> tuple[dict[str, int], list[str]]:
    """Do what is not done yet on this day (UTC).

    Returns how many rows each duty was that was done now, and the names of those that failed.
    These are tried again with the next round; the others do not wait for them.
    """
    today = (now or timezone.now()).astimezone(UTC).date()
    done, failed = {}, []
    for name, duty in DUTIES.items():
        try:
            count = _do(name, duty, today)
        except Error as error:
            logger.error("The daily round could not do: %s (%s)", name, type(error).__name__)
            failed.append(name)
            continue
        if count is not None:
            done[name] = count
    return done, failed


@transaction.atomic
def _do(name: str, duty: Callable[[], int], today: date) -> int | None:
    """Do one duty unless it is done; return how many rows it was, None where it was done."""
    held = DutyDone.objects.select_for_update().filter(name=name)
    if (row := held.first()) is None:
        DutyDone.objects.bulk_create([DutyDone(name=name)], ignore_conflicts=True)
        row = held.get()
    if row.day == today:
        return None
    count = duty()
    row.day = today
    row.save(update_fields=["day"])
    return count
