"""The one answer a warning waits for, and whether private answers are open to somebody."""

from django import forms

from carelog.safety.models import RaisedWarning


class EndingForm(forms.Form):
    """How a warning was dealt with."""

    ending = forms.ChoiceField(choices=RaisedWarning.Ending)


class OpenedForm(forms.Form):
    """Whether one's private answers are to be open to a member, or closed."""

    is_open = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
