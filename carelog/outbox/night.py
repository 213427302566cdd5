"""The night hours, in which nothing that can wait is sent."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT, MORNING = time(22), time(7)


def after_night(moment: datetime, zone: str) -> datetime:
    """Return a moment itself, or the next seven in the morning where it lies in the night.

    The night is from 22:00 to 07:00 on the clock of the zone, also where clocks change. Without
    a zone there is no night.
    """
    if not zone:
        return moment
    wall = moment.astimezone(ZoneInfo(zone))
    if MORNING <= wall.time() < NIGHT:
        return moment
    day = wall.date() + timedelta(days=1) if wall.time() >= NIGHT else wall.date()
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(moment.tzinfo)
