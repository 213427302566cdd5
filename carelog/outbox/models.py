"""Messages waiting to be sent. A row knows whom to reach and when, not what caused it."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

WAITING = Q(sent_at=None, given_up_at=None)
# Control characters, line and paragraph separators, surrogates.
NOT_IN_A_LINE = {"Cc", "Zl", "Zp", "Cs"}


def one_line(text: str) -> None:
    """Guard against header injection: raise ValidationError for text of several lines."""
    if any(unicodedata.category(character) in NOT_IN_A_LINE for character in text):
        raise ValidationError("This must be one line of text.", code="not_one_line")


class Message(models.Model):
    """One message. `key` names what it is about, so that the same thing is said once.

    `not_before` is the next moment it may be tried, and `claimed_until` keeps two senders apart.
    `quiet_zone` is the clock whose night it keeps out of; empty where any hour will do. The
    words go once it is sent or given up.
    """

    key = models.CharField(max_length=120, unique=True)
    to_email = models.EmailField(validators=[one_line])
    subject = models.CharField(max_length=120, validators=[one_line])
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    urgent = models.BooleanField(default=False)
    quiet_zone = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("not_before",), condition=WAITING, name="message_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(to_email="") & ~Q(subject=""), name="message_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(urgent=False) | Q(quiet_zone=""), name="message_is_urgent_or_quiet"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None), name="message_has_one_end"
            ),
            models.CheckConstraint(
                condition=~WAITING | ~Q(body=""), name="message_waits_with_its_words"
            ),
            models.CheckConstraint(
                condition=WAITING | Q(body="", html=""), name="message_ends_without_its_words"
            ),
            models.CheckConstraint(
                condition=WAITING | Q(tries__gte=1), name="message_ends_after_a_try"
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | ~Q(last_error=""), name="message_given_up_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.key
