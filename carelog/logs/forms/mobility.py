"""The form of moving about: what is asked of it, and when an aid is no longer carried over."""

from typing import Any

from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import MobilityEntry


class MobilityForm(EntryForm):
    """All questions about moving about."""

    instance: MobilityEntry

    class Meta(EntryForm.Meta):
        model = MobilityEntry
        fields = (*MobilityEntry.own_fields(), "note")

    def clean(self) -> dict[str, Any]:
        """Take an aid that was changed as said now, not carried over."""
        if "aid" in self.changed_data:
            self.instance.carried_from = None
        return super().clean()
