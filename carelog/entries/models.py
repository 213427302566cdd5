"""What a person writes into a record by a form: asked, kept, said again in words, alike for all.

Only abstract models live here; each room that keeps something has its own tables.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.clinical.series import Measure
from carelog.lazy import LazyStr
from carelog.patients import possible
from carelog.patients.models import Kept, Patient

# What every kind has, or what is set for it, and its form does not ask as its own.
COMMON = ("at", "zone", "day", "note", "carried_from")


class Recorded(Kept):
    """Something a person writes by a form and finds again: with a list, a page and a history.

    `slug` names it in addresses, and in the education pages that go with it.
    """

    slug: ClassVar[str]
    #: Headings with the columns under them, as the form asks; () for all columns without one.
    sections: ClassVar[tuple[tuple[LazyStr, tuple[str, ...]], ...]] = ()
    #: Columns the form asks first, the others folded; () for all of them, unfolded.
    asked_first: ClassVar[tuple[str, ...]] = ()
    #: Columns that keep and show what was given, and that no form asks any more.
    asked_before: ClassVar[tuple[str, ...]] = ()
    #: Columns in a list's single line, each with its word there; () for the first four answered.
    brief: ClassVar[Mapping[str, LazyStr]] = {}
    #: Whether the questions are our own and no tested questionnaire.
    own_questions: ClassVar[bool] = False
    #: Columns whose number is asked about when it is more than this share from the last one.
    near_last: ClassVar[Mapping[str, Fraction]] = {}
    #: Columns for which the form is told the last one that answers any of them.
    last_with: ClassVar[tuple[str, ...]] = ()
    #: Whether a record has one row of it, under a key made of the record's.
    one_a_record: ClassVar[bool] = False
    #: Foreign keys that its words read: a list fetches them along.
    reads: ClassVar[tuple[str, ...]] = ()
    # Templates receive the class itself, which Django would call otherwise.
    do_not_call_in_templates = True

    class Meta(Kept.Meta):
        abstract = True

    @classmethod
    def begin(cls, patient: Patient) -> Self:
        """Return a row about to be filled in."""
        return cls(patient=patient)

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """Return the columns of this kind alone."""
        return tuple(name for name in cls.kept_fields if name not in COMMON)

    @classmethod
    def asked(cls) -> tuple[tuple[LazyStr, tuple[str, ...]], ...]:
        """Return the headings of the form with the columns under them."""
        return cls.sections or (("", cls.own_fields()),)

    def short_words(self) -> str | None:
        """Return it in one line, where its columns alone do not make one."""
        return None

    @classmethod
    def child_in_words(cls, related_name: str, values: Mapping[str, object]) -> str:
        """Return one row under it, as a snapshot holds it, in words."""
        return ", ".join(str(value) for value in values.values() if value not in (None, "", []))

    @classmethod
    def words_then(cls, name: str, said: Mapping[str, object]) -> LazyStr:
        """Return the words a column was asked in, where they were others than today's; else ""."""
        return ""

    def heading(self) -> str:
        """Return what stands above its page."""
        return capfirst(str(self._meta.verbose_name))

    def in_the_way(self) -> Self | None:
        """Return another row that stands where this one would; only one of them may."""
        return None

    def answers(self) -> Mapping[str, object]:
        """Return what the safety rules read of it, by their name for it."""
        return {}


class Dated(Recorded):
    """One dated line.

    `at` is the moment (UTC), `zone` the clock the person read it on, and `day` the local day
    they meant, which in the small hours may be the day before.
    """

    at = models.DateTimeField(_("when"))
    zone = models.CharField(max_length=64)
    day = models.DateField()
    note = models.TextField(_("note"), blank=True, max_length=4000)

    dated_by = "day"
    measures: ClassVar[tuple[Measure, ...]] = ()
    #: The few columns the check-in asks.
    short: ClassVar[tuple[str, ...]] = ()

    class Meta(Recorded.Meta):
        abstract = True
        ordering = ("-day", "-at", "-pk")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=("patient", "-day", "-at"), name="%(class)s_by_day"),
        )
        constraints = (
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(at__range=possible.TIMES),
                name="%(class)s_time_is_possible",
                violation_error_message=possible.NO_POSSIBLE_TIME,
            ),
            models.CheckConstraint(
                condition=Q(day__range=possible.DAYS),
                name="%(class)s_day_is_possible",
            ),
        )

    @classmethod
    def begin(cls, patient: Patient) -> Self:
        """Return a row about to be filled in, on the record's clock."""
        return cls(patient=patient, zone=patient.zone)

    def heading(self) -> str:
        """Return what it is and its day."""
        return f"{super().heading()}, {day_in_words(self.day)}"


def day_in_words(day: date) -> str:
    """Return a day as a page shows it: "2 March 2026"."""
    return date_format(day, "j F Y")
