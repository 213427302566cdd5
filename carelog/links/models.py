"""Links that open a record without an account, and every opening of one."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.checked import CheckedAtOnce
from carelog.patients.fields import CodesField
from carelog.patients.models import DOMAINS, Patient
from carelog.patients.models.membership import scope_words
from carelog.patients.possible import possible_day

MOST_DAYS, MOST_TRIES, MOST_OPENS = 90, 10, 1000
OPEN_MINUTES = 60


class ShareLink(CheckedAtOnce):
    """A link to a part of a record, for a time. Only hashes of its token and passcode are stored.

    `uid` is how its owner's pages call it, `access_key` how the access log does. It is read anew
    at each request, so whatever ends it ends every view of it.
    """

    class Kind(models.TextChoices):
        """What reads it: a person in a browser, a health app, or a calendar app."""

        PAGE = "page", _("link to read in a browser")
        APP = "app", _("link for a health app")
        CALENDAR = "calendar", _("link for a calendar")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    access_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="share_links")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PAGE, editable=False)
    label = models.CharField(_("what it is for"), max_length=80, blank=True)
    domains = CodesField(_("what it shows"), codes=DOMAINS)
    starts = models.DateField(_("only from"), null=True, blank=True)
    ends = models.DateField(_("only up to"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # "" only where the owner said that there is to be none.
    passcode_hash = models.CharField(max_length=128, blank=True, editable=False)
    # 32 random bytes as hex digits. With the token, which is not stored, they make the key of
    # what a health app is sent.
    key_salt = models.CharField(max_length=64, blank=True, editable=False)
    # Whether a calendar says what each visit is and where, or "Appointment" only.
    names_visits = models.BooleanField(_("say what each visit is, and where"), default=False)
    # Whether it shows what its maker answered for themself alone.
    opens_private = models.BooleanField(
        _("my answers to the two questions for me alone"), default=False
    )
    # Whether whoever opens it may leave a line, which stands among the comments.
    may_answer = models.BooleanField(_("whoever opens it may leave one line for me"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    max_opens = models.PositiveSmallIntegerField(_("how often"), null=True, blank=True)
    opens = models.PositiveIntegerField(default=0, editable=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("patient", "-created_at"), name="link_by_time"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + timedelta(days=MOST_DAYS)),
                name="link_ends_within_90_days",
                violation_error_message=_("A link works for 90 days at most."),
            ),
            models.CheckConstraint(
                condition=~Q(domains=[]),
                name="link_shows_something",
                violation_error_message=_("Tick at least one."),
            ),
            possible_day("starts", "link_first_day_is_possible"),
            possible_day("ends", "link_last_day_is_possible"),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lte=F("ends")),
                name="link_days_are_in_order",
                violation_error_message=_("The first day is after the last one. Please check."),
            ),
            models.CheckConstraint(
                condition=Q(max_opens=None) | Q(max_opens__range=(1, MOST_OPENS)),
                name="link_opens_at_least_once",
                violation_error_message=_("A link opens between 1 and 1,000 times."),
            ),
            models.CheckConstraint(
                condition=Q(max_opens=None) | Q(opens__lte=F("max_opens")),
                name="link_opens_no_more_than_allowed",
            ),
            models.CheckConstraint(
                condition=Q(wrong_tries__range=(0, MOST_TRIES)), name="link_dies_of_ten_wrong_tries"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")),
                name="link_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(token_hash=""), name="link_has_a_token"),
            models.CheckConstraint(
                condition=Q(kind="app") & ~Q(key_salt="")
                | Q(kind__in=("page", "calendar"), key_salt=""),
                name="link_of_an_app_has_a_salt",
            ),
            # A calendar asks again and again, by itself, and can type no passcode.
            models.CheckConstraint(
                condition=~Q(kind="calendar") | Q(passcode_hash="", max_opens=None),
                name="link_of_a_calendar_is_plain",
            ),
            models.CheckConstraint(
                condition=Q(kind="page") | Q(opens_private=False),
                name="only_a_page_opens_private_answers",
            ),
            models.CheckConstraint(
                condition=Q(kind="page") | Q(may_answer=False), name="only_a_page_may_be_answered"
            ),
        )

    def __str__(self) -> str:
        return self.label or str(_("link without a name"))

    @property
    def is_guessed_to_death(self) -> bool:
        """Say whether ten wrong passcodes have ended it."""
        return self.wrong_tries >= MOST_TRIES

    @property
    def is_used_up(self) -> bool:
        """Say whether it has been opened as often as allowed. Open views go on to their end."""
        return self.max_opens is not None and self.opens >= self.max_opens

    @property
    def is_live(self) -> bool:
        """Say whether what it has opened may still be read."""
        is_in_time = self.expires_at > timezone.now()
        return self.revoked_at is None and is_in_time and not self.is_guessed_to_death

    @property
    def can_be_opened(self) -> bool:
        """Say whether it may be opened once more."""
        return self.is_live and not self.is_used_up

    @property
    def scope_words(self) -> list[str]:
        """Return what it shows, in words."""
        return scope_words(self.domains)


class Opening(models.Model):
    """One opening of a link: a view of at most an hour, held by one browser's cookie.

    `uid` stands in the view's address, `access_key` in the access log; the secret is the cookie,
    of which only the hash is stored.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    access_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    session_hash = models.CharField(max_length=64, unique=True)
    closed_at = models.DateTimeField(null=True)
    # Who a health app says that it asks for. Nobody checked it.
    recipient = models.CharField(max_length=80, blank=True)
    # The numbers of the files that a health app has fetched, each of which is sent once.
    taken = models.JSONField(default=list)

    class Meta:
        ordering = ("-opened_at", "-pk")
        indexes = (models.Index(fields=("link", "-opened_at"), name="opening_by_time"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at"))
                & Q(expires_at__lte=F("opened_at") + timedelta(minutes=OPEN_MINUTES)),
                name="opening_ends_within_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="opening_closes_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(session_hash=""), name="opening_has_a_secret"),
        )

    @property
    def is_live(self) -> bool:
        """Say whether this view may still be read: it, and the link it came from."""
        is_open = self.closed_at is None and self.expires_at > timezone.now()
        return is_open and self.link.is_live
