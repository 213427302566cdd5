"""A dose: taken, or skipped and why. How much it should be is for the team to say, never here."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from carelog.entries.columns import (
    Amount,
    Choice,
    Count,
    Moment,
    Score,
    Words,
    between,
    known,
)
from carelog.entries.models import Dated, day_in_words
from carelog.entries.quantities import digits, unit_for
from carelog.entries.row_keys import RowKey
from carelog.medications.models.choices import BodySide, Form, SkipReason
from carelog.medications.models.medication import AS_TYPED, Medication
from carelog.patients.possible import possible_time

LEAST, MOST = Decimal("0.01"), 10_000
NO_RELIEF = Q(relief_pct=None, relief_at=None)


def amount_in_words(units: Decimal, form: str) -> str:
    """Return how much of a medicine that is: "2 tablets", "2.5 ml"; the number alone else."""
    number = digits(units, unit_for(AS_TYPED, None))
    many = 1 if units == 1 else 2
    if form == Form.LIQUID:
        return gettext("%(number)s ml") % {"number": number}
    words: dict[str, str] = {
        Form.TABLET: ngettext("%(number)s tablet", "%(number)s tablets", many),
        Form.CAPSULE: ngettext("%(number)s capsule", "%(number)s capsules", many),
        Form.PATCH: ngettext("%(number)s patch", "%(number)s patches", many),
        Form.INJECTION: ngettext("%(number)s injection", "%(number)s injections", many),
        Form.INFUSION: ngettext("%(number)s drip", "%(number)s drips", many),
        Form.DROPS: ngettext("%(number)s drop", "%(number)s drops", many),
        Form.SPRAY: ngettext("%(number)s spray", "%(number)s sprays", many),
    }
    return words.get(form, "%(number)s") % {"number": number}


class Dose(Dated):
    """One dose of one medicine, at the time it was taken or said to be skipped.

    `medication_uid` says which medicine, in the form and in the history; the foreign key follows
    it within the record at each save. `due_at` is the moment it was due, where one was; a dose
    that was not planned has none. Which plan it answers is not kept: there are no plans yet.
    """

    slug = "doses"
    domain = "medicines"
    reads = ("medication",)
    kept_fields = (
        *("at", "zone", "day", "note", "medication_uid", "skip_reason", "units"),
        *("body_side", "patch_off_at", "pain_before", "relief_pct", "relief_at"),
        *("due_at", "over_limit_reason"),
    )
    sections = (
        ("", ("medication_uid", "skip_reason", "units")),
        (_("Did it help?"), ("pain_before", "relief_pct", "relief_at")),
        (_("Only for a patch or an injection"), ("body_side", "patch_off_at")),
    )
    asked_first = ("medication_uid", "skip_reason", "units")

    medication = models.ForeignKey(
        Medication, models.RESTRICT, related_name="doses", editable=False
    )
    medication_uid = RowKey(
        _("which medicine?"),
        of="medication",
        help_text=_("Each dose belongs to one medicine, so that its times can be seen together."),
    )
    skip_reason = Choice(
        _("was it taken, or why not?"),
        choices=[("", _("taken")), *SkipReason.choices],
        help_text=_("The reason for a skipped dose often tells your team more than the dose."),
    )
    units = Amount(
        _("how many, or how many ml?"),
        max_digits=8,
        decimal_places=2,
        low=LEAST,
        high=MOST,
        unit=AS_TYPED,
        help_text=_("Your team can then see what you really had."),
    )
    body_side = Choice(
        _("on which side?"),
        choices=BodySide.choices,
        help_text=_("It is easier to remember where the last one was."),
    )
    patch_off_at = Moment(
        _("when did the patch come off?"),
        help_text=_("A patch works as long as it is on, and for some time after."),
    )
    pain_before = Score(
        _("how bad was the pain before it?"),
        low=_("no pain"),
        high=_("the worst you can imagine"),
        help_text=_("With a number before, it can be seen what a dose did."),
    )
    relief_pct = Count(
        _("how much of the pain went away?"),
        low=0,
        high=100,
        unit="%",
        help_text=_("0 is none of it, 50 is half, 100 is all. It shows how much it helped."),
    )
    relief_at = Moment(
        _("when did you notice that?"),
        help_text=_("How fast it works matters as much as how well."),
    )
    due_at = Moment(_("due at"))
    over_limit_reason = Words(_("why was it more than planned?"))

    class Meta(Dated.Meta):
        verbose_name = _("dose")
        verbose_name_plural = _("doses")
        # The list of medicines shows the last dose of each, however many came before.
        indexes = (
            *Dated.Meta.indexes,
            models.Index(fields=("medication", "-at"), name="dose_by_medication"),
        )
        constraints = (
            *Dated.Meta.constraints,
            *between("doses", units=(LEAST, MOST), pain_before=(0, 10), relief_pct=(0, 100)),
            *known("doses", skip_reason=SkipReason.values, body_side=BodySide.values),
            *(
                possible_time(name, f"doses_{name}_is_possible")
                for name in ("due_at", "relief_at", "patch_off_at")
            ),
            models.CheckConstraint(
                condition=~Q(skip_reason="") | Q(units__isnull=False),
                name="doses_taken_says_how_much",
                violation_error_message=_("Write how much was taken."),
            ),
            models.CheckConstraint(
                condition=Q(skip_reason="") | NO_RELIEF,
                name="doses_skipped_brings_no_relief",
                violation_error_message=_(
                    "You said that it was skipped, and also that it helped. Please check."
                ),
            ),
            models.CheckConstraint(
                condition=Q(relief_at=None) | Q(relief_at__gte=F("at")),
                name="doses_relief_comes_after",
                violation_error_message=_("It helped before it was taken. Please check the times."),
            ),
            models.CheckConstraint(
                condition=Q(patch_off_at=None) | Q(patch_off_at__gte=F("at")),
                name="doses_patch_comes_off_after",
                violation_error_message=_(
                    "The patch came off before it was put on. Please check the times."
                ),
            ),
            models.UniqueConstraint(
                fields=("medication", "due_at"),
                condition=Q(removed_at=None),
                name="doses_one_for_each_due",
                violation_error_message=_("This dose has been written down already."),
            ),
        )

    def save(self, **kwargs: Any) -> None:
        """Save it under the medicine of the same record that `medication_uid` names.

        Raises Medication.DoesNotExist for one that is not in this record.
        """
        own = {"patient": self.patient_id, "uid": self.medication_uid}
        self.medication = Medication._default_manager.get(**own)
        super().save(**kwargs)

    def heading(self) -> str:
        """Return the medicine and the day."""
        return f"{self.medication.name}, {day_in_words(self.day)}"

    def short_words(self) -> str:
        """Return the medicine, and how much was taken or why it was skipped."""
        if self.skip_reason:
            why = {"reason": self.get_skip_reason_display()}
            return f"{self.medication.name}, {gettext('skipped (%(reason)s)') % why}"
        if self.units is None:
            return self.medication.name
        return f"{self.medication.name}, {amount_in_words(self.units, self.medication.form)}"

    def in_the_way(self) -> "Dose | None":
        """Return the dose that stands for the same due already, if there is one."""
        same = Dose.objects.filter(medication__uid=self.medication_uid, patient=self.patient_id)
        return same.exclude(pk=self.pk).filter(due_at=self.due_at, due_at__isnull=False).first()
