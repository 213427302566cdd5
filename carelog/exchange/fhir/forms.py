"""What can be asked of a Bundle."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from carelog.clinical.statistics import first_day
from carelog.exchange.fhir.bundle import DAYS
from carelog.patients.possible import FIRST_DAY

MOST_DAYS = 366


class BundleForm(forms.Form):
    """From which day to which, at most a year, and whether SNOMED CT codes are wanted.

    Where no day is named it is the logs of 90 days, and the figures since the last visit. A longer
    time is asked for a year at a time, since a document is made in memory.
    """

    since = forms.DateField(required=False, validators=[MinValueValidator(FIRST_DAY)])
    until = forms.DateField(required=False, validators=[MinValueValidator(FIRST_DAY)])
    snomed = forms.BooleanField(required=False)

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict:
        """Fill in the last day, and refuse what is no period of a year or less."""
        until = self.cleaned_data.get("until") or self.today
        since = self.cleaned_data.get("since") or first_day(until, DAYS)
        if not since <= until <= self.today or (until - since).days >= MOST_DAYS:
            raise ValidationError(_("Choose days of one year, up to today."))
        return self.cleaned_data | {"until": until}

    def period(self) -> dict:
        """Return what a Bundle is made with."""
        chosen = self.cleaned_data
        return {"since": chosen["since"], "today": chosen["until"], "snomed": chosen["snomed"]}
