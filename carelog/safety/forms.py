"""The one answer a warning waits for."""

from django import forms

from carelog.safety.models import RaisedWarning


class EndingForm(forms.Form):
    """How a warning was dealt with."""

    ending = forms.ChoiceField(choices=RaisedWarning.Ending)
