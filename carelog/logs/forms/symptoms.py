"""The form of an answer sheet of signs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import SymptomsEntry
from carelog.logs.models.symptoms import SIGNS


class TicksForm(forms.Form):
    """Ticked signs, or none of these, never both and never neither."""

    ticked = forms.MultipleChoiceField(
        label=_("New since yesterday?"),
        required=False,
        choices=[(name, name) for name in SIGNS],
        error_messages={"invalid_choice": _("One of the signs is not known. Please tick again.")},
    )
    none_of_these = forms.BooleanField(label=_("None of these"), required=False)

    def clean(self) -> dict:
        """Refuse both answers together, and no answer."""
        data = super().clean()
        ticked, none = self._ticked(), data.get("none_of_these")
        if ticked and none:
            raise ValidationError(
                _("You ticked a sign and also “None of these”. Please choose one of the two.")
            )
        if not ticked and not none and "ticked" not in self.errors:
            raise ValidationError(_("Tick what fits, or choose “None of these”."))
        return data

    def _ticked(self) -> set[str]:
        return set(self.cleaned_data.get("ticked") or ())


class SignSheetForm(TicksForm, EntryForm):
    """The whole answer sheet, with which change of passing urine it is."""

    bladder = forms.ChoiceField(
        label=_("If passing urine has changed, how?"),
        required=False,
        choices=[("", _("not said")), *SymptomsEntry.Bladder.choices[1:4]],
    )

    class Meta(EntryForm.Meta):
        model = SymptomsEntry

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        answers = self.instance.answers()
        said_no = [name for name, value in answers.items() if value in (False, "none")]
        self.initial["ticked"] = [
            name for name, value in answers.items() if value not in (None, "", False, "none")
        ]
        self.initial["none_of_these"] = bool(said_no) and not self.initial["ticked"]
        bladder = self.instance.bladder_change
        self.initial["bladder"] = "" if bladder in ("", "none", "unspecified") else bladder

    def clean(self) -> dict:
        """Write the answers into the sheet."""
        data = super().clean()
        none, bladder = bool(data.get("none_of_these")), data.get("bladder", "")
        self.instance.say(self._ticked(), no_other=none, bladder=bladder)
        return data

    def _ticked(self) -> set[str]:
        said_how = {"bladder_change"} if self.cleaned_data.get("bladder") else set()
        return super()._ticked() | said_how
