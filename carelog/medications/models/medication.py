"""A medicine as its label says, from when to when. Nothing here says how much to take."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import (
    Amount,
    Choice,
    Count,
    Day,
    GivenDay,
    Words,
    YesNo,
    between,
    known,
)
from carelog.entries.models import Recorded
from carelog.entries.quantities import in_words, unit_for
from carelog.lazy import LazyStr
from carelog.medications.models.choices import DrugClass, Form, Opioid, Route, StrengthUnit
from carelog.patients import clock
from carelog.patients.models import Patient
from carelog.patients.possible import possible_day

LEAST, MOST = Decimal("0.001"), 1_000_000
MOST_STOCK, MOST_PARACETAMOL = 100_000, 2000
# The unit is a column of its own, in the words of the label.
AS_TYPED = "as typed"
EMPTY = Q(strength=None, strength_per_ml=None)


def strength_of(label: LazyStr, why: LazyStr) -> Amount:
    """Return a column for a strength, in the unit that stands beside it."""
    shape = {"max_digits": 10, "decimal_places": 3}
    return Amount(label, **shape, low=LEAST, high=MOST, unit=AS_TYPED, help_text=why)


class Medication(Recorded):
    """A medicine. What is taken of it, and when, are its doses.

    `strength` is that of one tablet, patch or spray, `strength_per_ml` that of a liquid, both
    in `strength_unit`. `remind` waits for reminders: nothing sets it yet.
    """

    slug = "medicines"
    domain = "medicines"
    kept_fields = (
        *("name", "purpose", "instructions", "only_when_needed", "form", "route"),
        *("strength", "strength_unit"),
        *("strength_per_ml", "paracetamol_mg", "drug_class", "opioid", "bone_agent"),
        *("prescriber", "started_on", "stopped_on", "stop_reason"),
        *("stock_units", "stock_counted_on"),
    )
    sections = (
        (
            _("The medicine"),
            ("name", "form", "route", "purpose", "instructions", "only_when_needed"),
        ),
        (_("What the label says"), ("strength", "strength_unit", "strength_per_ml")),
        (_("What is in it"), ("drug_class", "opioid", "paracetamol_mg", "bone_agent")),
        (_("From when to when"), ("started_on", "stopped_on", "stop_reason")),
        (_("Who, and how much is left"), ("prescriber", "stock_units", "stock_counted_on")),
    )

    name = Words(
        _("name of the medicine"),
        max_length=80,
        blank=False,
        help_text=_("Copy it from the pack, so that everyone means the same medicine."),
    )
    purpose = Words(
        _("what is it for?"),
        help_text=_("A list of medicines is easier to read when each says what it is for."),
    )
    instructions = Words(
        _("what does the label tell you to do?"),
        help_text=_("The words of your label then stand beside the medicine."),
    )
    only_when_needed = YesNo(
        _("is it taken only when needed?"),
        help_text=_("Doses for flares are counted by themselves: how many a day your team asks."),
    )
    form = Choice(
        _("what is it?"),
        choices=Form.choices,
        blank=False,
        help_text=_("So the pages can ask for tablets, patches or ml."),
    )
    route = Choice(
        _("how is it taken?"),
        choices=Route.choices,
        blank=False,
        long=True,
        help_text=_("The same medicine can work in another way when it is taken another way."),
    )
    strength = strength_of(
        _("strength of one, such as of one tablet or patch"),
        _("The same medicine comes in many strengths. Your team needs to know which you have."),
    )
    strength_unit = Choice(
        _("unit of the strength"),
        choices=StrengthUnit.choices,
        help_text=_("A number without its unit can be misread."),
    )
    strength_per_ml = strength_of(
        _("strength of a liquid, in 1 ml"),
        _("Bottles of the same liquid can differ in strength."),
    )
    paracetamol_mg = Count(
        _("paracetamol (acetaminophen) in one"),
        low=1,
        high=MOST_PARACETAMOL,
        unit="mg",
        help_text=_("Many pain tablets hold it beside something else. It is easy to miss."),
    )
    drug_class = Choice(
        _("what kind of medicine is it?"),
        choices=DrugClass.choices,
        long=True,
        help_text=_("Your team can then find medicines of one kind together."),
    )
    opioid = Choice(
        _("if it is an opioid, which one?"),
        choices=Opioid.choices,
        long=True,
        help_text=_("Brand names differ. The name of the opioid is the same everywhere."),
    )
    bone_agent = YesNo(
        _("is it a medicine that strengthens bone?"),
        help_text=_("It is often given weeks apart. Dentists ask about it too."),
    )
    prescriber = Words(
        _("who prescribed it?"),
        help_text=_("So you know whom to ask about it."),
    )
    started_on = GivenDay(
        _("since when? About is fine"),
        help_text=_("A change in how you feel can be seen beside a new medicine."),
    )
    stopped_on = Day(
        _("when was it stopped?"),
        help_text=_("A stopped medicine stays in the record and leaves the list of today."),
    )
    stop_reason = Words(
        _("why was it stopped?"),
        help_text=_("Your team may otherwise start it again without knowing."),
    )
    stock_units = Amount(
        _("how many do you have at home?"),
        max_digits=8,
        decimal_places=2,
        low=0,
        high=MOST_STOCK,
        unit=AS_TYPED,
        help_text=_("Written down, it can be shown when you ask for more."),
    )
    stock_counted_on = Day(
        _("when did you count?"),
        help_text=_("A count is only worth something with its day."),
    )
    remind = models.BooleanField(default=False, editable=False)

    class Meta(Recorded.Meta):
        verbose_name = _("medicine")
        verbose_name_plural = _("medicines")
        ordering = ("name", "pk")
        constraints = (
            *Recorded.Meta.constraints,
            *between("medicines", strength=(LEAST, MOST), strength_per_ml=(LEAST, MOST)),
            *between("medicines", paracetamol_mg=(1, MOST_PARACETAMOL)),
            *between("medicines", stock_units=(0, MOST_STOCK)),
            *known("medicines", form=Form.values, route=Route.values, opioid=Opioid.values),
            *known("medicines", drug_class=DrugClass.values, strength_unit=StrengthUnit.values),
            *(
                possible_day(name, f"medicines_{name}_is_possible")
                for name in ("started_on", "stopped_on", "stock_counted_on")
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(form="") & ~Q(route=""),
                name="medicines_says_what_it_is",
                violation_error_message=_("Write its name, what it is and how it is taken."),
            ),
            models.CheckConstraint(
                condition=(EMPTY & Q(strength_unit="")) | (~EMPTY & ~Q(strength_unit="")),
                name="medicines_strength_has_a_unit",
                violation_error_message=_("A strength needs its unit, and a unit its strength."),
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | Q(stopped_on__gte=F("started_on")),
                name="medicines_stops_after_it_started",
                violation_error_message=_("It stopped before it started. Please check the days."),
            ),
            models.CheckConstraint(
                condition=Q(stop_reason="") | Q(stopped_on__isnull=False),
                name="medicines_reason_needs_a_stop",
                violation_error_message=_("You said why it was stopped. Please say when."),
            ),
        )

    @classmethod
    def begin(cls, patient: Patient) -> Self:
        """Return a medicine about to be written down, started today."""
        return cls(patient=patient, started_on=clock.today(patient))

    def heading(self) -> str:
        """Return its name."""
        return self.name

    def label_words(self) -> str:
        """Return its strength and what it is: "10 mg, tablet"."""
        number = self.strength if self.strength is not None else self.strength_per_ml
        parts = [str(self.get_form_display())]
        if number is not None:
            typed = in_words(number, unit_for(AS_TYPED, None))
            said = f"{typed} {self.get_strength_unit_display()}"
            is_liquid = self.strength is None
            parts.insert(
                0, gettext("%(strength)s in 1 ml") % {"strength": said} if is_liquid else said
            )
        return ", ".join(parts)

    def short_words(self) -> str:
        """Return its name, strength and what it is."""
        return f"{self.name}, {self.label_words()}"
