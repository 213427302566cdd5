"""The form of mood: one number a week; the PHQ-4 stays folded while it was answered lately."""

from datetime import date, timedelta

from carelog.logs.forms.entry import EntryForm
from carelog.logs.models import MoodEntry
from carelog.logs.models.mood import ITEMS, STEM
from carelog.patients import clock

# The questions ask about the last two weeks, so they are not put sooner than that.
ASKED_EVERY = timedelta(days=14)


class MoodForm(EntryForm):
    """The questions of mood. `stem` is the sentence that the four of the PHQ-4 go on from."""

    stem = STEM
    last: MoodEntry | None

    class Meta(EntryForm.Meta):
        model = MoodEntry
        fields = (*MoodEntry.own_fields(), "note")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ITEMS[1:]:
            # One reason stands for all four.
            self.fields[name].help_text = ""

    def answered_lately(self) -> date | None:
        """Return the day the PHQ-4 was last answered, if that is under 14 days ago."""
        if self.last is None:
            return None
        is_recent = clock.today(self.instance.patient) - self.last.day < ASKED_EVERY
        return self.last.day if is_recent else None

    def phq4_given(self) -> bool:
        """Say whether the four questions must be seen: one is answered, or something is wrong."""
        return bool(self.errors) or any(self[name].value() not in (None, "") for name in ITEMS)
