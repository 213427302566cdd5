"""The mail backend: into the outbox, and from there at once if it can be."""

import logging
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from carelog.outbox.actions import put

logger = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Keep each message, then try to send it; a dead mail server breaks no page.

    The sender and all headers but the subject are those of the outbox. Each receiver gets a
    message of their own.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put messages into the outbox and return how many. They are tried after the commit.

        Header injection is refused, and that is logged.

        Raises ValueError for a message with files, or of HTML alone.
        """
        return sum(map(_keep, email_messages))


def _keep(message: EmailMessage) -> bool:
    if message.attachments or message.content_subtype != "plain":
        raise ValueError("The outbox keeps text, and HTML beside it.")
    try:
        with transaction.atomic():
            for address in message.recipients():
                put(
                    key=f"mail {uuid.uuid4()}",
                    to=address,
                    subject=str(message.subject).strip(),
                    body=str(message.body),
                    html=_html(message),
                    urgent=True,
                )
    except ValidationError:
        logger.warning("A message was refused: it has no fit address, subject or text")
        return False
    return True


def _html(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", ())
    return next((str(part[0]) for part in alternatives if part[1] == "text/html"), "")
