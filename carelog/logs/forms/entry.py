"""What the forms of all kinds share: when, a note, the key of the form, the version it shows."""

import uuid
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from carelog.logs.fields import WallTimeField
from carelog.logs.models import Entry
from carelog.patients import clock
from carelog.text import NoteField

AHEAD = timedelta(minutes=10)


class EntryForm(forms.ModelForm):
    """When, a note, the key of the form and the version it shows. Kinds add their fields.

    `moved` says whether the time fell into the hour skipped in spring and was moved.
    """

    when = WallTimeField(label=_("When was this?"))
    note = NoteField(label=_("Note"), required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)

    class Meta:
        model = Entry
        fields = ("note",)

    def __init__(self, *args, instance: Entry, **kwargs) -> None:
        self.is_new = instance.pk is None
        zone = instance.patient.zone if self.is_new else instance.zone
        at = timezone.now() if self.is_new else instance.at
        initial = {
            "when": at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0),
            "uid": instance.uid,
            "version": 0 if self.is_new else instance.version,
        }
        self.zone, self.moved = zone, False
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, instance=instance, **kwargs)

    def clean_when(self):
        """Turn the wall time into a moment, at most ten minutes ahead."""
        wall = self.cleaned_data["when"]
        self.moment, self.moved = clock.resolve(wall, self.zone)
        if self.moment > timezone.now() + AHEAD:
            raise ValidationError(_("This time is still to come. Please check the date and time."))
        return wall

    def clean_uid(self) -> uuid.UUID:
        """An edit keeps the key of its entry, whatever was posted."""
        return self.cleaned_data["uid"] if self.is_new else self.instance.uid

    def day_of(self, wall) -> date:
        """Return the local day an entry belongs to; an unchanged time keeps its day."""
        if not self.is_new and "when" not in self.changed_data:
            return self.instance.day
        return wall.date()

    def _post_clean(self) -> None:
        wall = self.cleaned_data.get("when")
        if wall is not None:
            day = self.day_of(wall)
            if self.is_new or "when" in self.changed_data:
                self.instance.at = self.moment
            self.instance.zone, self.instance.day = self.zone, day
        if "uid" in self.cleaned_data:
            self.instance.uid = self.cleaned_data["uid"]
        super()._post_clean()

    def _get_validation_exclusions(self) -> set[str]:
        """Check the rules on time and day too, which Django leaves out: they are no fields."""
        left_out = super()._get_validation_exclusions()
        return left_out - {"at", "day", "version"} if "when" in self.cleaned_data else left_out

    def children(self) -> dict[str, list]:
        """Return the child rows to save with the entry."""
        return {}
