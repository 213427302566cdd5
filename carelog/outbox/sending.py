"""Sending what is due: each message once, however many senders run."""

import hashlib
import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from carelog.outbox.models import WAITING, Message
from carelog.outbox.night import after_night

logger = logging.getLogger(__name__)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
#: Backoff after the first, second, … failed try; after the last, a message is given up.
#: All of them together are just under three days.
WAITS = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, *(12 * HOUR,) * 5)
#: Lease of a claimed message; a slow mail server needs well under a minute.
CLAIM = 10 * MINUTE
KEPT_FOR = timedelta(days=30)
# What a server says of one message; it goes on with the next.
OF_ONE_MESSAGE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
CLOSING = 421


@dataclass
class Round:
    """What came of the messages of one round."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    server_away: bool = False


def send_due(stopping: Callable[[], bool] = lambda: False) -> Round:
    """Send what is due, urgent messages first, until nothing is or `stopping()` says so.

    One message that is refused does not hold up the others. When the server itself cannot be
    reached the round ends, and no message but the one in hand counts a try.
    """
    return _send(Message.objects.all(), stopping)


def send_now(key: str) -> None:
    """Try one message right after it was put. Whatever comes of it, nothing is raised."""
    try:
        _send(Message.objects.filter(key=key), lambda: False)
    except Exception as error:
        logger.error("The outbox could not be read: %s", type(error).__name__)


def forget_old() -> int:
    """Delete what was sent or given up more than 30 days ago; return how many rows."""
    before = timezone.now() - KEPT_FOR
    old = Message.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
    return old.delete()[0]


def _send(among: QuerySet[Message], stopping: Callable[[], bool]) -> Round:
    done, transport = Round(), get_connection(settings.OUTBOX_TRANSPORT)
    while not (done.server_away or stopping()) and (message := _claim(among)):
        if not _put_off_until_morning(message):
            _try(message, transport, done)
    # A server that has gone away cannot be told goodbye.
    with suppress(OSError):
        transport.close()
    return done


def _claim(among: QuerySet[Message]) -> Message | None:
    """Claim one due message for ten minutes.

    Senders on PostgreSQL pass over each other's row; SQLite lets one transaction write at a time.
    """
    now = timezone.now()
    free = among.filter(WAITING, Q(claimed_until=None) | Q(claimed_until__lte=now))
    due = free.filter(not_before__lte=now).order_by("-urgent", "not_before", "pk")
    with transaction.atomic():
        message = due.select_for_update(skip_locked=True).first()
        if message:
            Message.objects.filter(pk=message.pk).update(claimed_until=now + CLAIM)
    return message


def _put_off_until_morning(message: Message) -> bool:
    """Put a message off when its time came in the day and the sender comes by at night."""
    now = timezone.now()
    morning = after_night(now, message.quiet_zone)
    if morning > now:
        _let_go(message, not_before=morning)
    return morning > now


def _try(message: Message, transport: BaseEmailBackend, done: Round) -> None:
    is_open = False
    try:
        transport.open()
        is_open = True
        transport.send_messages([_as_mail(message)])
    except Exception as error:
        done.server_away = not (is_open and _is_of_one_message(error))
        _note_failure(message, error, done)
    else:
        done.sent += 1
        _end(message, sent_at=timezone.now(), last_error="")


def _is_of_one_message(error: Exception) -> bool:
    # Every error of smtplib is an OSError; what is none arose while the mail was written.
    if getattr(error, "smtp_code", None) == CLOSING:
        return False
    return isinstance(error, OF_ONE_MESSAGE) or not isinstance(error, OSError)


def _as_mail(message: Message) -> EmailMultiAlternatives:
    sender = settings.DEFAULT_FROM_EMAIL
    # A message sent again after a crash has the same Message-ID: mailboxes can deduplicate.
    number = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{number}@{sender.rpartition('@')[2].rstrip('>')}>",
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(
        message.subject, message.body, sender, [message.to_email], headers=headers
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _note_failure(message: Message, error: Exception, done: Round) -> None:
    """Count a try, and try again later. The words of an error may hold an address: not them."""
    name, now = type(error).__name__, timezone.now()
    logger.warning("A message could not be sent: %s", name)
    if message.tries >= len(WAITS):
        done.given_up += 1
        _end(message, given_up_at=now, last_error=name)
        return
    done.failed += 1
    again = after_night(now + WAITS[message.tries], message.quiet_zone)
    _let_go(message, not_before=again, last_error=name, tries=message.tries + 1)


def _end(message: Message, **values: object) -> None:
    _let_go(message, body="", html="", tries=message.tries + 1, **values)


def _let_go(message: Message, **values: object) -> None:
    Message.objects.filter(pk=message.pk).update(claimed_until=None, **values)
