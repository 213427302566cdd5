"""Forms of medicines and doses: the whole form of a dose, and the two taps in the list."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.entries.forms import AHEAD, DatedForm, RecordedForm
from carelog.entries.models import Recorded
from carelog.medications.models import Dose, Medication, SkipReason
from carelog.model_forms import offer
from carelog.patients import clock

MOMENTS = ("patch_off_at", "relief_at")
ASKED = tuple(name for _heading, names in Dose.sections for name in names)


class DoseForm(DatedForm):
    """Everything about a dose. It offers the medicines of its record and no others."""

    instance: Dose

    class Meta(DatedForm.Meta):
        model = Dose
        fields = (*ASKED, "note")

    def __init__(self, data: QueryDict | None = None, *, instance: Dose, **kwargs: Any) -> None:
        zone = ZoneInfo(instance.zone or instance.patient.zone)
        walls = {
            name: at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
            for name in MOMENTS
            if (at := getattr(instance, name)) is not None
        }
        kwargs["initial"] = walls | (kwargs.get("initial") or {})
        super().__init__(data, instance=instance, **kwargs)
        chosen = instance.medication_uid
        rows = Medication._default_manager.filter(patient=instance.patient)
        offered = rows.filter(Q(removed_at=None) | Q(uid=chosen)).order_by("name", "pk")
        today = clock.today(instance.patient)
        self.medicines = {
            medicine.uid: medicine
            for medicine in sorted(offered, key=lambda row: is_stopped(row, today))
        }
        offered_now = ((str(uid), row.short_words()) for uid, row in self.medicines.items())
        offer(self, "medication_uid", offered_now)

    def clean_medication_uid(self) -> UUID:
        """Take the medicine; the rule of one dose for each due is checked with it."""
        uid: UUID = self.cleaned_data["medication_uid"]
        self.instance.medication = self.medicines[uid]
        return uid

    def clean_relief_at(self) -> datetime | None:
        """Return the moment that was meant."""
        return self._moment("relief_at")

    def clean_patch_off_at(self) -> datetime | None:
        """Return the moment that was meant."""
        return self._moment("patch_off_at")

    def _moment(self, name: str) -> datetime | None:
        wall = self.cleaned_data[name]
        if wall is None:
            return None
        moment, _moved = clock.resolve(wall, self.zone)
        if moment > timezone.now() + AHEAD:
            raise ValidationError(_("This time is still to come. Please check the date and time."))
        return moment

    def _get_validation_exclusions(self) -> set[str]:
        left_out = super()._get_validation_exclusions()
        # An unknown medicine has been answered already.
        is_known = "medication_uid" in self.cleaned_data
        return left_out - ({"medication", "due_at", "removed_at"} if is_known else set())


def is_stopped(medicine: Medication, today: date) -> bool:
    """Say whether a medicine had been stopped by a day."""
    return medicine.stopped_on is not None and medicine.stopped_on <= today


OWN_FORMS: dict[type[Recorded], type[RecordedForm]] = {Dose: DoseForm}


class TakenForm(forms.Form):
    """The tap *Taken now*: its key, and how much."""

    uid = forms.UUIDField()
    units = Dose._meta.get_field("units").formfield()

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["units"].required = True
        self.fields["units"].error_messages["required"] = _("Write how much was taken.")

    def said(self) -> dict[str, Any]:
        """Return what it says of the dose."""
        return {"units": self.cleaned_data["units"]}


class SkippedForm(forms.Form):
    """The tap *Skip*: its key, and why."""

    uid = forms.UUIDField()
    reason = forms.ChoiceField(
        choices=SkipReason.choices, error_messages={"required": _("Choose a reason.")}
    )

    def said(self) -> dict[str, Any]:
        """Return what it says of the dose."""
        return {"skip_reason": self.cleaned_data["reason"]}
