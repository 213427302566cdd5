"""The patient's clock: their today, and what they mean by a time on the wall."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone

from carelog.patients.models import Patient

NIGHT_ENDS = 4


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all time zones a person may choose, Area/City only.

    They are looked for in the file system once in a process.
    """
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and name[:4] != "Etc/")
    )


def local_now(patient: Patient) -> datetime:
    """Return now as the patient's clock shows it."""
    return timezone.now().astimezone(ZoneInfo(patient.zone))


def today(patient: Patient) -> date:
    """Return the patient's today."""
    return local_now(patient).date()


def is_small_hours(patient: Patient) -> bool:
    """Say whether it is between midnight and four, when "today" may mean last night."""
    return local_now(patient).hour < NIGHT_ENDS


def resolve(wall: datetime, zone: str) -> tuple[datetime, bool]:
    """Return the moment (UTC) a wall-clock time means, and whether it had to move.

    The hour that comes twice in autumn means its first coming. The hour that is skipped in
    spring does not exist: such a time moves forward by the length of the gap.
    """
    there = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    moment = there.astimezone(UTC)
    back = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return moment, back != wall


def day_before(day: date) -> date:
    """Return yesterday of a day."""
    return day - timedelta(days=1)
