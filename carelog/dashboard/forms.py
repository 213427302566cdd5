"""The window a chart shows, read from the address."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PERIODS = (
    ("7", _("7 days")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("1 year")),
    ("all", _("All")),
    ("custom", _("From – to")),
)


class PeriodForm(forms.Form):
    """A period, or two days of one's own choice. Days after today end today."""

    period = forms.ChoiceField(choices=PERIODS, required=False)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict:
        """A window of one's own needs two days, in order, between 1900 and 2100."""
        data = super().clean()
        data["period"] = data.get("period") or "30"
        if data["period"] == "custom":
            start, end = data.get("start"), data.get("end")
            if not start or not end or start > end:
                raise ValidationError(_("Choose two days, the earlier one first."))
            if start.year < 1900 or start > self.today:
                raise ValidationError(_("Choose days between 1900 and today."))
        return data

    def window(self, first: date | None) -> tuple[date, date]:
        """Return the first and last day to show, given the first day logged."""
        period, today = self.cleaned_data["period"], self.today
        if period == "custom":
            return self.cleaned_data["start"], min(self.cleaned_data["end"], today)
        if period == "all":
            return min(first or today, today), today
        return today - timedelta(days=int(period) - 1), today
