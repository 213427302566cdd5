"""What is noted about a warning, how it ends, and whether private answers are open to somebody."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.models.warning import SAID_LENGTH
from carelog.text import LineField

_NOTES = [(state.value, state.label) for state in WarningState.NOTES]


class EndingForm(forms.Form):
    """How a warning was dealt with, and a line about it."""

    ending = forms.ChoiceField(choices=RaisedWarning.Ending)
    text = LineField(label=_("A line about it"), max_length=SAID_LENGTH, required=False)


class NoteForm(forms.Form):
    """That somebody has seen a warning, called, or was told something by the team."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(choices=_NOTES)
    text = LineField(
        label=_("What was said, in a line"),
        max_length=SAID_LENGTH,
        required=False,
        help_text=_("Everyone who sees this warning reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse advice that says nothing."""
        data = super().clean() or {}
        if data.get("state") == WarningState.State.ADVISED and data.get("text") == "":
            self.add_error("text", _("Write what the team said."))
        return data

    def said(self) -> WarningState:
        """Return what is to be noted, under the key of the form or, without one, a new one."""
        data = self.cleaned_data
        key = data["uid"] or uuid.uuid4()
        return WarningState(uid=key, state=data["state"], text=data["text"])

    def anew(self) -> "NoteForm":
        """Return the same form under a key of its own, where its key was used before."""
        typed = {name: self.data.get(name, "") for name in ("state", "text")}
        form = NoteForm(typed | {"uid": str(uuid.uuid4())}, auto_id=self.auto_id)
        form.add_error(None, _("This form was sent before, with other words. Save it once more."))
        return form


class OpenedForm(forms.Form):
    """Whether one's private answers are to be open to a member, or closed."""

    is_open = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
