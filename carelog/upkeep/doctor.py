"""What can be wrong with an installation. Each check gives what to do, "" where all is well.

The words are for whoever runs CareLog. They hold no secret, no address of a person and no record.
"""

import shutil
import stat
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from carelog import readiness
from carelog.outbox.models import WAITING, Message
from carelog.patients.models import AccessEvent
from carelog.upkeep import front_door
from carelog.upkeep.daily import DUTIES
from carelog.upkeep.models import DutyDone

#: What a copy of a household's database, a night's backup and logs need, in MB.
LEAST_MB = 500
#: How far the clock may be from that of the database, and from what was written.
CLOCK_APART = timedelta(minutes=2)
#: How long a message that is due may wait where somebody sends them.
OVERDUE = timedelta(minutes=10)
#: What the limits of `carelog/databases.py` are named by PostgreSQL.
LIMITS = ("statement_timeout", "lock_timeout")


def database() -> str:
    """Ask it, write a row, and look whether its limits are the ones that were asked for."""
    trouble = readiness.writable()
    if trouble or connection.vendor != "postgresql":
        return trouble
    with connection.cursor() as cursor:
        for limit in LIMITS:
            cursor.execute(f"SHOW {limit}")
            if cursor.fetchone()[0] == "0":
                return f"{limit} does not hold: connect without a pooler such as pgbouncer."
    return ""


@readiness.of_database
def clock() -> str:
    """Compare it with that of the database, and with the newest row that was written."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            if abs(cursor.fetchone()[0] - now) > CLOCK_APART:
                return "The clock is not that of the database: let both machines set theirs by NTP."
    newest = AccessEvent.objects.aggregate(at=Max("at"))["at"]
    if newest and newest - now > CLOCK_APART:
        return "Rows are newer than the clock: set it right before anyone writes (NTP)."
    return ""


@readiness.of_database
def outbox() -> str:
    """Look for messages that should long have gone."""
    late = Message.objects.filter(WAITING, not_before__lt=timezone.now() - OVERDUE)
    if settings.HAS_MAIL and (count := late.count()):
        return f"{count} messages wait too long: keep manage.py send_messages --loop 60 running."
    return ""


@readiness.of_database
def daily_round() -> str:
    """Look whether it was done since yesterday."""
    days = DutyDone.objects.filter(name__in=DUTIES).values_list("day", flat=True)
    yesterday = timezone.now().astimezone(UTC).date() - timedelta(days=1)
    if len(days) == len(DUTIES) and all(day and day >= yesterday for day in days):
        return ""
    return "The daily round was not done since yesterday: keep manage.py daily --loop 600 running."


def mail_server() -> str:
    """Sign in at the mail server."""
    if not settings.HAS_MAIL:
        return ""
    try:
        with get_connection(settings.OUTBOX_TRANSPORT):
            return ""
    except Exception as error:
        names = "CARELOG_EMAIL_HOST, _PORT, _USER, _PASSWORD and _TLS"
        return f"The mail server was not reached ({type(error).__name__}): look at {names}."


def send_mail(to: str) -> str:
    """Send a mail past the outbox."""
    if not settings.HAS_MAIL:
        return "No mail is sent: set CARELOG_EMAIL_HOST."
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    words = "This is a trial: CareLog can send mail."
    try:
        EmailMessage("CareLog: a trial", words, None, [to], connection=transport).send()
    except Exception as error:
        return f"The mail was not taken ({type(error).__name__}): look at CARELOG_EMAIL_FROM."
    return ""


def disk() -> str:
    """Look for room beside the database, or where the files of the site lie."""
    file = _file()
    folder = file.parent if file is not None else Path(settings.STATIC_ROOT).parent
    if folder.exists() and (free := shutil.disk_usage(folder).free // 1_000_000) < LEAST_MB:
        return f"Only {free} MB are free in {folder}: make room."
    return ""


def file_modes() -> str:
    """Look whether others on this machine can read the secret key or the database."""
    own = [settings.BASE_DIR / "var" / "carelog.env"]
    if (file := _file()) is not None:
        own += [file, *file.parent.glob(f"{file.name}-*")]
    opened = [path for path in own if path.exists() and _is_open(path)]
    return f"Others can read it: chmod 600 {' '.join(map(str, opened))}" if opened else ""


def _is_open(path: Path) -> bool:
    of_others = stat.S_IRWXG | stat.S_IRWXO
    to_enter = stat.S_IXGRP | stat.S_IXOTH
    return bool(path.stat().st_mode & of_others and path.parent.stat().st_mode & to_enter)


def _file() -> Path | None:
    """Return the file of SQLite; None for another database, and for one in memory."""
    name = str(settings.DATABASES["default"]["NAME"])
    is_file = connection.vendor == "sqlite" and ":memory:" not in name
    return Path(name).resolve() if is_file else None


#: What is looked at, by the name it is told by, in the order in which one mends.
CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": readiness.migrations,
    "static files": readiness.static_files,
    "cache table": readiness.cache_table,
    "clock": clock,
    "disk": disk,
    "file modes": file_modes,
    "mail server": mail_server,
    "outbox": outbox,
    "daily round": daily_round,
    "web address": front_door.reached,
    "proxy headers": front_door.headers,
}
