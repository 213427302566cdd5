"""A rule fired: what was shown, why, and whether someone has dealt with it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from carelog.patients.models import Patient
from carelog.patients.models.share import between


class RaisedWarning(models.Model):
    """One open warning per rule and record; later ticks of the same rule attach to it.

    The receipt (rule, its text as shown, the facts) is written once and never changed.
    """

    class Ending(models.TextChoices):
        HELP = "help", _("I have got help")
        MISTAKE = "mistake", _("this was entered by mistake")

    domain = "warnings"
    dated_by = "raised_at"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=8)
    rules_version = models.CharField(max_length=20)
    title = models.TextField()
    body = models.TextField()
    meanwhile = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ending = models.CharField(max_length=7, choices=Ending, blank=True)

    class Meta:
        ordering = ("-raised_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("patient", "rule"),
                condition=Q(ended_at=None),
                name="one_open_warning_per_rule",
            ),
            models.CheckConstraint(
                condition=Q(ending__in=("", "help", "mistake")), name="ending_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (~Q(ended_at=None) & ~Q(ending="")),
                name="warning_ends_with_a_reason",
            ),
        )

    @classmethod
    def of_share(cls, first: datetime | None, last: datetime | None) -> Q:
        """Return which a share of some days shows: those raised or ticked again in its days."""
        ticks = Trigger.objects.filter(between("at", first, last), warning=OuterRef("pk"))
        return between("raised_at", first, last) | Q(Exists(ticks))

    @property
    def is_open(self) -> bool:
        """Say whether nobody has dealt with it yet."""
        return self.ended_at is None


class Trigger(models.Model):
    """One time the rule was ticked: which entry, which signs, when. Written once."""

    warning = models.ForeignKey(RaisedWarning, models.CASCADE, related_name="triggers")
    entry_uid = models.UUIDField()
    entry_version = models.PositiveIntegerField()
    facts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("warning", "entry_uid", "entry_version"), name="one_trigger_per_version"
            ),
        )


#: What somebody says of a warning is a line of words, not a letter.
SAID_LENGTH = 300


class WarningState(models.Model):
    """What someone did about a warning, when and who: one row an act, written once.

    What was raised, when and by whom, is the receipt; how the warning stands now is in it, too. An
    act that was noted by mistake stays, and another row takes it back.
    """

    class State(models.TextChoices):
        SEEN = "seen", _("I have seen this")
        CALLED = "called", _("I called")
        ADVISED = "advised", _("the team said")
        HELP = RaisedWarning.Ending.HELP.value, RaisedWarning.Ending.HELP.label
        MISTAKE = RaisedWarning.Ending.MISTAKE.value, RaisedWarning.Ending.MISTAKE.label
        REOPENED = "reopened", _("opened again")
        UNDONE = "undone", _("taken back")

    #: What is noted while a warning is open, and what ends it or opens it again.
    NOTES = (State.SEEN, State.CALLED, State.ADVISED)
    ENDS = (State.HELP, State.MISTAKE, State.REOPENED)

    slug = domain = "warnings"
    dated_by = "at"
    reads = ("warning", "takes_back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="+")
    warning = models.ForeignKey(RaisedWarning, models.CASCADE, related_name="states")
    state = models.CharField(max_length=8, choices=State)
    text = models.TextField(_("what was said"), max_length=SAID_LENGTH, blank=True)
    takes_back = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="taken_back_by"
    )
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("warning")
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        *("seen", "called", "advised"),
                        *("help", "mistake", "reopened", "undone"),
                    )
                ),
                name="warning_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") & Q(takes_back=None)
                | Q(state="undone") & ~Q(takes_back=None),
                name="what_is_taken_back_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(state="advised") | ~Q(text=""),
                name="what_the_team_said_is_written",
                violation_error_message=_("Write what the team said."),
            ),
        )
