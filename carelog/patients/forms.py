"""Forms of a record: whose it is, and the numbers to call."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from carelog.accounts.models import User
from carelog.lazy import LazyStr
from carelog.model_forms import ModelForm
from carelog.patients.clock import zone_names
from carelog.patients.models import Number, Patient
from carelog.patients.number_fields import NumberField
from carelog.patients.phone_fields import PhoneField
from carelog.patients.possible import FIRST_YEAR, LAST_YEAR
from carelog.text import LineField

SCORES = [("", _("no goal")), *((n, str(n)) for n in range(11))]


Choices = list[tuple[str, LazyStr]]


def countries_in_order() -> Choices:
    """Return the countries to choose from, in the order of the reader's language."""
    return [("", _("Choose…")), *countries]


def zones() -> Choices:
    """Return the time zones to choose from."""
    return [("", _("Choose…")), *((name, name.replace("_", " ")) for name in zone_names())]


class PatientForm(ModelForm[Patient]):
    """Whose record it is: what is needed first, the rest when they like."""

    name = LineField(label=_("Name"))
    birth_year = NumberField(
        label=_("Year of birth"), low=FIRST_YEAR, high=LAST_YEAR, autocomplete="bday-year"
    )
    birth_date = forms.DateField(
        label=_("Full date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries_in_order)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_("So that a day ends at midnight there. Check that it is right."),
        widget=forms.Select(attrs={"data-guess-zone": ""}),
    )
    phone = PhoneField(
        label=_("Phone number"),
        help_text=_("Whoever may open this record can then call in one tap. No link shows it."),
        required=False,
        autocomplete="tel",
    )
    cancer_type = LineField(label=_("Type of cancer"), required=False)
    pain_goal = forms.TypedChoiceField(
        label=_("Up to what level is pain OK?"),
        help_text=_("It is shown as a line on the chart."),
        choices=SCORES,
        coerce=int,
        empty_value=None,
        required=False,
    )
    height_cm = NumberField(
        label=_("Height in cm"), required=False, low=30, high=272, unit="cm", places=1
    )

    class Meta:
        model = Patient
        fields = (
            "name",
            "birth_year",
            "country",
            "zone",
            "phone",
            "birth_date",
            "sex",
            "height_cm",
            "cancer_type",
            "bones",
            "pain_goal",
        )

    needed: tuple[str, ...] = ("name", "birth_year", "country", "zone")

    def clean_birth_year(self) -> int:
        """Refuse years to come."""
        year: int = self.cleaned_data["birth_year"]
        if year > timezone.now().year:
            raise ValidationError(_("This year is still to come."))
        return year

    def needed_fields(self) -> list[forms.BoundField]:
        """Return the fields nobody can leave out."""
        return [self[name] for name in self.needed]

    def optional_fields(self) -> list[forms.BoundField]:
        """Return the fields a person may fill in later."""
        return [self[name] for name in self.fields if name in self.Meta.fields[4:]]


class NewPatientForm(PatientForm):
    """The first form after signing up: whose record, and how the person likes to read."""

    for_whom = forms.ChoiceField(
        label=_("Who is this record for?"),
        choices=[("patient", _("Me")), ("caregiver", _("Someone I care for"))],
        widget=forms.RadioSelect,
    )
    your_name = LineField(
        label=_("Your own name, if the record is for someone else"), required=False
    )
    weight_unit = forms.ChoiceField(label=_("Weight in"), choices=User.WeightUnit, initial="kg")
    temperature_unit = forms.ChoiceField(
        label=_("Temperature in"), choices=User.TemperatureUnit, initial="c"
    )

    field_order = ("for_whom", "name", "your_name", "birth_year", "country", "zone")
    needed = (*field_order, "weight_unit", "temperature_unit")

    def clean(self) -> dict[str, Any]:
        """Ask for the writer's own name where they write for someone else."""
        super().clean()
        data = self.cleaned_data
        if data.get("for_whom") == "caregiver" and not data.get("your_name"):
            self.add_error("your_name", _("Give your own name, too."))
        return data


class NumberForm(ModelForm[Number]):
    """One number to call: who answers, the number, when."""

    number = PhoneField(label=_("Number"), autocomplete="off")
    hours = LineField(
        label=_("When is it answered?"),
        help_text=_("For next of kin, also the name."),
        required=False,
    )
    uid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    class Meta:
        model = Number
        fields = ("role", "number", "hours")

    def __init__(self, data: QueryDict | None = None, *, instance: Number, **kwargs: Any) -> None:
        self.is_new = instance.pk is None
        version = 0 if self.is_new else instance.version
        kwargs["initial"] = {"uid": instance.uid, "version": version} | (
            kwargs.get("initial") or {}
        )
        super().__init__(data, instance=instance, **kwargs)

    def clean_uid(self) -> uuid.UUID:
        """An edit keeps the key of its number, whatever was posted."""
        uid: uuid.UUID = self.cleaned_data["uid"] if self.is_new else self.instance.uid
        self.instance.uid = uid
        return uid
