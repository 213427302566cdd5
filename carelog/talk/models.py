"""What members of a record say to each other: comments, who read them, and tasks."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.checked import CheckedAtOnce
from carelog.patients.models import Patient
from carelog.patients.models.kept import KeptManager
from carelog.patients.possible import DAYS_AS_TEXT, NO_POSSIBLE_DAY


class Comment(models.Model):
    """A remark on an entry, on a warning or on the summary. Its author may take it back.

    `kind` is the slug of what it is about, `about` the row's public id; both are empty for the
    record as a whole. `domain` is the scope a reader needs, "" for every member.

    Whoever holds a link may leave one too, where its owner allows it: without an account, so that
    `by_name` and `by_role` are what they said of themselves, and `by_link` the link's public id.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, blank=True)
    about = models.UUIDField(null=True)
    domain = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    by_link = models.UUIDField(null=True, editable=False)
    by_name = models.CharField(_("name"), max_length=80, blank=True)
    by_role = models.CharField(_("role"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    # First, so that constraint checks, cascades and dumps see removed ones too.
    everything = models.Manager()
    objects = KeptManager()

    #: The column that holds the scope a reader of the row needs.
    scoped_by = "domain"

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("patient", "-created_at"), name="comment_by_time"),
            models.Index(fields=("patient", "about"), name="comment_by_subject"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(kind="", about=None) | (~Q(kind="") & ~Q(about=None)),
                name="comment_is_about_a_row_or_none",
            ),
            models.CheckConstraint(
                condition=Q(by_link=None, by_name="", by_role="")
                | Q(author=None) & ~Q(by_link=None) & ~Q(by_name="") & ~Q(by_role=""),
                name="comment_by_a_link_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]


class CommentRead(models.Model):
    """That one person has read one comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("comment", "user"), name="one_reading_per_person"),
        )


class Task(CheckedAtOnce):
    """Something a member has taken on, with a day by which it should be done."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="tasks")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField(_("by when"))
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("patient", "due_on"), name="task_by_day"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="task_says_something"),
            models.CheckConstraint(
                condition=Q(due_on__range=DAYS_AS_TEXT),
                name="task_day_is_possible",
                violation_error_message=NO_POSSIBLE_DAY,
            ),
        )

    def __str__(self) -> str:
        return self.text
