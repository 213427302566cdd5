"""A question for the care team. It belongs to the record and is carried until it is answered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Moment, Text, Words
from carelog.entries.models import Recorded
from carelog.patients.models import Patient
from carelog.patients.models.share import between
from carelog.patients.possible import possible_time


class Question(Recorded):
    """What a person wants to ask. It is open as long as it has no answer, asked or not."""

    slug = "questions"
    domain = "visits"
    kept_fields = ("zone", "text", "asked_at", "answer")
    sections = (("", ("text",)), (_("Once you have asked"), ("asked_at", "answer")))

    zone = models.CharField(max_length=64)
    text = Words(
        _("what do you want to ask?"),
        max_length=300,
        blank=False,
        help_text=_("At a visit, questions are easy to forget. It stays here until answered."),
    )
    asked_at = Moment(
        _("when did you ask?"),
        help_text=_("You can see which questions still wait for an answer."),
    )
    answer = Text(
        _("what was the answer?"),
        help_text=_("You can read it again, and show it to others. A word or two is enough."),
    )

    class Meta(Recorded.Meta):
        verbose_name = _("question for my team")
        verbose_name_plural = _("questions for my team")
        ordering = ("-pk",)
        constraints = (
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(text=""),
                name="questions_has_words",
                violation_error_message=_("Write your question."),
            ),
            possible_time("asked_at", "questions_asked_at_is_possible"),
        )

    @classmethod
    def of_share(cls, first: datetime | None, last: datetime | None) -> Q:
        """Return which a share of some days shows: those still open, and those asked in its days.

        What has an answer and no day on which it was asked goes by its last change.
        """
        undated = Q(asked_at=None) & between("updated_at", first, last)
        return Q(answer="") | between("asked_at", first, last) & ~Q(asked_at=None) | undated

    @classmethod
    def begin(cls, patient: Patient) -> "Question":
        """Return a question about to be written, on the record's clock."""
        return cls(patient=patient, zone=patient.zone)

    def heading(self) -> str:
        """Return the question itself, or its beginning."""
        return Truncator(self.text).chars(120)

    def short_words(self) -> str:
        """Return the answer, or that it is still to come."""
        if self.answer:
            return now_("answer: %(answer)s") % {"answer": Truncator(self.answer).chars(120)}
        asked_on = self.asked_on
        if asked_on is not None:
            day = date_format(asked_on, "j F Y")
            return now_("asked on %(day)s, no answer yet") % {"day": day}
        return now_("not asked yet")

    @property
    def asked_on(self) -> datetime | None:
        """Return when it was asked, on the clock it was typed on."""
        return self.asked_at and self.asked_at.astimezone(ZoneInfo(self.zone))
