"""Putting messages into the outbox."""

from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from carelog.outbox.models import Message
from carelog.outbox.night import after_night
from carelog.outbox.sending import send_now
from carelog.text import clean_note


def put(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    html: str = "",
    not_before: datetime | None = None,
    quiet_zone: str = "",
    urgent: bool = False,
) -> None:
    """Keep a message until it is sent; the same key again changes nothing.

    Written inside the caller's transaction: what is taken back with it is never sent.

    Args:
        key: what the message is about and whom it is for, such as "task <uid>".
        to: one bare address.
        subject: one line, without a word on health.
        body: the text; no word on health either.
        html: the same as HTML, if there is such a form of it.
        not_before: the first moment it may be sent; now if left out.
        quiet_zone: the receiver's time zone. From 22:00 to 07:00 there nothing is sent to them.
        urgent: it is tried right after the commit, in this process, at any hour.

    Raises:
        ValidationError: for an address that is none, for an address or a subject that could begin
            a header of its own, and for what is empty, too long or cannot be stored.
    """
    quiet_zone = "" if urgent else quiet_zone
    message = Message(
        key=key,
        to_email=to,
        subject=str(subject),
        body=clean_note(body),
        html=clean_note(html),
        urgent=urgent,
        quiet_zone=quiet_zone,
        not_before=after_night(not_before or timezone.now(), quiet_zone),
    )
    # A row that breaks a rule would be left out without a word, like one whose key is taken.
    message.clean_fields()
    if not message.body:
        raise ValidationError("A message has a text.", code="no_text")
    Message.objects.bulk_create([message], ignore_conflicts=True)
    if urgent:
        transaction.on_commit(partial(send_now, key))
