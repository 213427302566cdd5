"""What was decided at a visit: in words, who does it, by which day, and when it was done."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from carelog.appointments.models.appointment import Appointment
from carelog.entries.columns import Day, Moment, Words
from carelog.entries.models import Recorded, day_in_words
from carelog.entries.row_keys import RowKeyOrNone
from carelog.patients.models import Patient
from carelog.patients.models.share import between
from carelog.patients.possible import possible_day, possible_time


class Decision(Recorded):
    """What was decided, as a rule at a visit. It is open as long as nobody said that it is done.

    `visit_uid` says at which visit, in the form and in the history; the foreign key follows it
    within the record at each save.
    """

    slug = "decisions"
    domain = "visits"
    reads = ("visit",)
    kept_fields = ("zone", "visit_uid", "text", "owner", "due_on", "done_at")
    sections = (
        ("", ("text", "owner", "due_on", "visit_uid")),
        (_("Once it is done"), ("done_at",)),
    )

    zone = models.CharField(max_length=64)
    visit = models.ForeignKey(
        Appointment, models.RESTRICT, null=True, related_name="decisions", editable=False
    )
    text = Words(
        _("what was decided?"),
        max_length=300,
        blank=False,
        help_text=_("What was agreed at a visit is hard to recall later. Your words are enough."),
    )
    owner = Words(
        _("who does it?"),
        max_length=80,
        help_text=_("You, somebody of the team, or whoever you like: a name or a word."),
    )
    due_on = Day(
        _("by when?"),
        help_text=_("If the day has passed and it is still open, you know what to ask about."),
    )
    visit_uid = RowKeyOrNone(
        _("at which visit?"),
        of="visit",
        help_text=_("It then stands on the page of that visit, too."),
    )
    done_at = Moment(
        _("when was it done?"),
        help_text=_("Until then it stands among what is open."),
    )

    class Meta(Recorded.Meta):
        verbose_name = _("decision of a visit")
        verbose_name_plural = _("decisions of visits")
        ordering = ("-pk",)
        constraints = (
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="decisions_has_words",
                violation_error_message=_("Write what was decided."),
            ),
            possible_day("due_on", "decisions_due_on_is_possible"),
            possible_time("done_at", "decisions_done_at_is_possible"),
        )

    @classmethod
    def of_share(cls, first: datetime | None, last: datetime | None) -> Q:
        """Return which a share of some days shows: what is open, or of a visit or done in them.

        What is done and belongs to no visit goes by when it was done.
        """
        done = between("done_at", first, last) & Q(done_at__isnull=False)
        return Q(done_at=None) | done | between("visit__starts_at", first, last) & ~Q(visit=None)

    @classmethod
    def begin(cls, patient: Patient) -> "Decision":
        """Return a decision about to be written, on the record's clock."""
        return cls(patient=patient, zone=patient.zone)

    def save(self, **kwargs: Any) -> None:
        """Save it under the visit of the same record that `visit_uid` names, if it names one.

        Raises Appointment.DoesNotExist for one that is not in this record.
        """
        own = {"patient": self.patient_id, "uid": self.visit_uid}
        self.visit = Appointment._default_manager.get(**own) if self.visit_uid else None
        super().save(**kwargs)

    def heading(self) -> str:
        """Return the decision itself, or its beginning."""
        return Truncator(self.text).chars(120)

    def short_words(self) -> str:
        """Return who does it and by when, or when it was done: "the nurse, by 3 March 2026"."""
        done_on = self.done_on
        if done_on is not None:
            when = now_("done on %(day)s") % {"day": date_format(done_on, "j F Y")}
        elif self.due_on is not None:
            when = now_("open, by %(day)s") % {"day": day_in_words(self.due_on)}
        else:
            when = now_("open")
        return ", ".join(filter(None, (self.owner, when)))

    @property
    def done_on(self) -> datetime | None:
        """Return when it was done, on the clock it was typed on."""
        return self.done_at and self.done_at.astimezone(ZoneInfo(self.zone))
