"""An appointment: when, where, what for, and what became of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import Choice, GivenMoment, Moment, Text, Words, known
from carelog.entries.models import Recorded
from carelog.patients.models import Patient
from carelog.patients.models.share import between
from carelog.patients.possible import possible_time


class Kind(models.TextChoices):
    """Whom or what it is with."""

    ONCOLOGY = "oncology", _("cancer team")
    BLOOD_TEST = "blood_test", _("blood test")
    SCAN = "scan", _("scan")
    BONE_AGENT = "bone_agent", _("bone-strengthening treatment")
    RADIOTHERAPY = "radiotherapy", _("radiotherapy")
    SURGERY = "surgery", _("surgery")
    PALLIATIVE = "palliative", _("palliative care")
    DENTAL = "dental", _("dentist")
    PHYSIO = "physio", _("physiotherapy")
    OT = "ot", _("occupational therapy")
    DIETITIAN = "dietitian", _("dietitian")
    COUNSELLING = "counselling", _("counselling")
    SOCIAL_WORK = "social_work", _("social work")
    GP = "gp", _("family doctor")
    PHARMACIST = "pharmacist", _("pharmacist")
    OTHER = "other", _("another visit")


class State(models.TextChoices):
    """What became of it."""

    BOOKED = "booked", _("booked")
    DONE = "done", _("took place")
    CANCELLED = "cancelled", _("cancelled")
    MISSED = "missed", _("missed")


#: What becomes of a visit once its time has come, at most so much before it.
OVER = (State.DONE, State.MISSED)
SEEN_EARLY = timedelta(hours=1)


class DentalWork(models.TextChoices):
    """What was done, or will be, to teeth or jaw."""

    CHECK = "check", _("check-up")
    TOOTH_OUT = "tooth_out", _("tooth taken out")
    IMPLANT = "implant", _("implant")
    JAW_SURGERY = "jaw_surgery", _("jaw surgery")


class Appointment(Recorded):
    """A visit, past or to come, on the clock of `zone`: that of the record when it was written."""

    slug = "appointments"
    domain = "visits"
    dated_by = "starts_at"
    kept_fields = (
        *("zone", "kind", "starts_at", "ends_at", "place", "title"),
        *("preparation", "state", "dental_work", "notes"),
    )
    sections = (
        (_("The visit"), ("kind", "starts_at", "ends_at", "place", "title")),
        (_("Before it"), ("preparation",)),
        (_("Afterwards, and more"), ("state", "dental_work", "notes")),
    )

    zone = models.CharField(max_length=64)
    kind = Choice(
        _("what is it?"),
        choices=Kind.choices,
        blank=False,
        help_text=_("Visits of one kind can be told apart at a glance."),
    )
    title = Words(
        _("its name, if you like"),
        max_length=80,
        help_text=_("A name of your own, such as the doctor's, makes it easy to find."),
    )
    starts_at = GivenMoment(
        _("when does it start?"),
        help_text=_("The next visit then stands on top of the list, with your questions."),
    )
    ends_at = Moment(
        _("when does it end?"),
        help_text=_("It helps whoever takes you there, or picks you up, to plan."),
    )
    place = Words(
        _("where is it?"),
        help_text=_("You, or whoever takes you, can look it up on the day."),
    )
    preparation = Text(
        _("what to do or bring"),
        max_length=1000,
        help_text=_("What you were told to do or bring is easy to forget."),
    )
    state = Choice(
        _("what became of it?"),
        choices=State.choices,
        blank=False,
        default=State.BOOKED,
        help_text=_("Only booked visits stand among those to come."),
    )
    dental_work = Choice(
        _("is it about your teeth or jaw?"),
        choices=DentalWork.choices,
        help_text=_("Teams that give bone-strengthening treatment ask about work on teeth."),
    )
    notes = Text(
        _("notes"),
        help_text=_("What was said at a visit is hard to recall later."),
    )

    class Meta(Recorded.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("-starts_at", "-pk")
        indexes = (models.Index(fields=("patient", "starts_at"), name="appointment_by_start"),)
        constraints = (
            *Recorded.Meta.constraints,
            possible_time("starts_at", "appointments_starts_at_is_possible"),
            possible_time("ends_at", "appointments_ends_at_is_possible"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="appointments_ends_after_it_starts",
                violation_error_message=_("It ends before it starts. Please check the times."),
            ),
            # Unlike other codes these two are never empty.
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": values}),
                    name=f"appointments_{name}_is_known",
                    violation_error_message=_("One of the choices is not known."),
                )
                for name, values in (("kind", Kind.values), ("state", State.values))
            ),
            *known("appointments", dental_work=DentalWork.values),
        )

    @classmethod
    def begin(cls, patient: Patient) -> "Appointment":
        """Return an appointment about to be filled in, on the record's clock."""
        return cls(patient=patient, zone=patient.zone)

    def clean(self) -> None:
        """Refuse that a visit still to come took place or was missed; no CHECK knows the time."""
        super().clean()
        if self.state in OVER and self.starts_at and self.starts_at > timezone.now() + SEEN_EARLY:
            words = _("This visit is still to come. Check when it starts, or what became of it.")
            raise ValidationError({"state": words})

    @classmethod
    def of_share(cls, first: datetime | None, last: datetime | None) -> Q:
        """Return which a share of some days shows: those of its days, and those still to come."""
        return between("starts_at", first, last) | Q(starts_at__gte=timezone.now())

    @property
    def local_start(self) -> datetime:
        """Return when it starts, on the clock it was typed on."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime | None:
        """Return when it ends, on the same clock, if that was typed."""
        return self.ends_at and self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def name(self) -> str:
        """Return what it is: its kind, or its own name where the kind says nothing."""
        is_named = self.title and self.kind == Kind.OTHER
        return capfirst(self.title if is_named else self.get_kind_display())

    def heading(self) -> str:
        """Return what it is and when: "Scan, 3 March 2026, 10:00"."""
        return f"{self.name}, {date_format(self.local_start, 'j F Y, H:i')}"

    def short_words(self) -> str:
        """Return its own name, its place and what became of it: "Day clinic, Ward 3, booked"."""
        title = "" if self.title == self.name else self.title
        return ", ".join(filter(None, (title, self.place, str(self.get_state_display()))))
