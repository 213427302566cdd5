"""The form of an answer sheet of signs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import SymptomsEntry
from carelog.logs.models.symptoms import SIGNS


class SignSheetForm(EntryForm):
    """Signs as the check-in asks them: ticks, or none of these."""

    ticked = forms.MultipleChoiceField(
        label=_("New since yesterday?"), required=False, choices=[(name, name) for name in SIGNS]
    )
    none_of_these = forms.BooleanField(label=_("None of these"), required=False)
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
        """Write ticks as yes and, only with "none of these", the others as no."""
        data = super().clean()
        ticked = set(data.get("ticked") or ())
        if data.get("bladder"):
            ticked.add("bladder_change")
        if ticked and data.get("none_of_these"):
            raise ValidationError(
                _("You ticked a sign and also “None of these”. Please choose one of the two.")
            )
        if not ticked and not data.get("none_of_these") and "ticked" not in self.errors:
            raise ValidationError(_("Tick what fits, or choose “None of these”."))
        for name in SIGNS:
            unticked = False if data.get("none_of_these") else None
            setattr(self.instance, name, True if name in ticked else unticked)
        self.instance.bladder_change = self._bladder(ticked, data)
        return data

    def _bladder(self, ticked: set[str], data: dict) -> str:
        if "bladder_change" in ticked:
            return data.get("bladder") or "unspecified"
        return "none" if data.get("none_of_these") else ""
