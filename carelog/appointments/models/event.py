"""A treatment or another event that lasts: a mark on the time line of everything else."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from carelog.clinical.bones import SIDES, SITES, code_of
from carelog.entries.columns import Amount, Choice, Count, Day, GivenDay, Words, between, known
from carelog.entries.models import Recorded, day_in_words
from carelog.entries.quantities import in_words, unit_for
from carelog.patients.body_words import SIDE_WORDS, SITE_LABELS, label_for
from carelog.patients.possible import possible_day

# Bounds against slips of typing, far outside what is given: 8 Gy once to 30 Gy in 10 parts for
# painful bone metastases (Lutz S et al., Pract Radiat Oncol 2017;7:4-12).
GRAY = (Decimal("0.1"), 100)
FRACTIONS = (1, 100)


class Kind(models.TextChoices):
    """What it was. Doses of bone agents and scans are kept elsewhere, not here."""

    RADIOTHERAPY = "radiotherapy", _("radiotherapy")
    SYSTEMIC = "systemic", _("medicine against the cancer")
    SURGERY = "surgery", _("surgery")
    FRACTURE = "fracture", _("broken bone")
    HOSPITAL_STAY = "hospital_stay", _("stay in hospital")
    OTHER = "other", _("something else")


class Event(Recorded):
    """A treatment, a break, a stay in hospital: from one day on, or to another."""

    slug = "events"
    domain = "visits"
    dated_by = "started_on"
    kept_fields = (
        *("kind", "started_on", "ended_on", "text"),
        *("site", "side", "gray", "fractions"),
    )
    sections = (
        (_("What happened"), ("kind", "started_on", "ended_on", "text")),
        (_("Where on the body"), ("site", "side")),
        (_("If it was radiotherapy"), ("gray", "fractions")),
    )

    kind = Choice(
        _("what was it?"),
        choices=Kind.choices,
        blank=False,
        help_text=_("A treatment or a break can be seen beside your pain over time."),
    )
    started_on = GivenDay(
        _("on which day, or from which day?"),
        help_text=_("It is put on this day."),
    )
    ended_on = Day(
        _("until which day?"),
        help_text=_("Leave it empty if it was one day, or still goes on."),
    )
    text = Words(
        _("in your words"),
        help_text=_("What it was called helps others to look it up."),
    )
    site = Choice(
        _("which part of the body?"),
        choices=[(site, SITE_LABELS[site]) for site in SITES],
        long=True,
        help_text=_("It can be seen beside the pain you log in the same place."),
    )
    side = Choice(
        _("which side?"),
        choices=[(side, SIDE_WORDS[side]) for side in SIDES],
        help_text=_("Left and right are yours, as you feel them."),
    )
    gray = Amount(
        _("the whole dose"),
        max_digits=5,
        decimal_places=2,
        low=GRAY[0],
        high=GRAY[1],
        unit="Gy",
        help_text=_("It stands on your treatment letter. Other teams may ask for it."),
    )
    fractions = Count(
        _("how many parts was it given in?"),
        low=FRACTIONS[0],
        high=FRACTIONS[1],
        help_text=_("Parts, or fractions, stand on your treatment letter too."),
    )

    class Meta(Recorded.Meta):
        verbose_name = _("treatment or other event")
        verbose_name_plural = _("treatments and other events")
        ordering = ("-started_on", "-pk")
        indexes = (models.Index(fields=("patient", "-started_on"), name="event_by_day"),)
        constraints = (
            *Recorded.Meta.constraints,
            # Unlike other codes this one is never empty.
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="events_kind_is_known",
                violation_error_message=_("One of the choices is not known."),
            ),
            possible_day("started_on", "events_started_on_is_possible"),
            possible_day("ended_on", "events_ended_on_is_possible"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="events_ends_after_it_starts",
                violation_error_message=_("It ends before it starts. Please check the days."),
            ),
            *known("events", site=SITES, side=SIDES),
            models.CheckConstraint(
                condition=Q(side="") | ~Q(site=""),
                name="events_side_has_a_site",
                violation_error_message=_("You chose a side. Which part of the body is it?"),
            ),
            *between("events", gray=GRAY, fractions=FRACTIONS),
        )

    @property
    def name(self) -> str:
        """Return what it was: its kind, or the person's words where the kind says nothing."""
        own = self.kind == Kind.OTHER and self.text
        return capfirst(self.text if own else self.get_kind_display())

    @property
    def where(self) -> str:
        """Return the part of the body: "Lower back", "Left thigh"; "" where none is given."""
        if self.side:
            return label_for(code_of(self.site, self.side))
        return str(SITE_LABELS[self.site]) if self.site else ""

    @property
    def dose(self) -> str:
        """Return the dose: "20 Gy in 5 parts", "20 Gy", "5 parts"; "" where none is given."""
        gray = "" if self.gray is None else in_words(self.gray, unit_for("Gy", None))
        n = self.fractions
        if n is None:
            return gray
        if not gray:
            return ngettext("%(n)s part", "%(n)s parts", n) % {"n": n}
        text = ngettext("%(gray)s in %(n)s part", "%(gray)s in %(n)s parts", n)
        return text % {"gray": gray, "n": n}

    def heading(self) -> str:
        """Return what it was and when: "Radiotherapy, 3 March 2026"."""
        return f"{self.name}, {day_in_words(self.started_on)}"

    def details(self) -> str:
        """Return where, how much and in which words: "Lower back, 20 Gy in 5 parts"."""
        text = "" if self.text == self.name else self.text
        return ", ".join(filter(None, (self.where, self.dose, text)))

    def short_words(self) -> str:
        """Return until when and the details, in one line."""
        if self.ended_on is None:
            return self.details()
        until = _("until %(day)s") % {"day": day_in_words(self.ended_on)}
        return ", ".join(filter(None, (str(until), self.details())))
