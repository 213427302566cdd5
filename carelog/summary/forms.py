"""Since when to tell, read from a query parameter."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from carelog.patients.possible import FIRST_DAY


class SinceForm(forms.Form):
    """A day to compare with; none means the last visit. `last` is the last day the reader sees."""

    since = forms.DateField(
        label=_("Compare with the week before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    detail = forms.BooleanField(required=False)

    def __init__(self, *args, last: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.last = last

    def clean_since(self) -> date | None:
        """Want a day from 1900 to the last one."""
        since = self.cleaned_data["since"]
        if since is not None and not FIRST_DAY <= since <= self.last:
            last = date_format(self.last, "j F Y")
            raise ValidationError(_("Choose a day from 1900 to %(last)s.") % {"last": last})
        return since
