"""The order of a form's questions: the few that are answered most, and the rest in a fold."""

from django import forms

from carelog.entries.models import Recorded
from carelog.lazy import LazyStr
from carelog.model_forms import ModelForm


class FoldedForm(ModelForm[Recorded]):
    """Questions in the order of their kind, those it asks first before the fold."""

    def sections(self) -> list[tuple[LazyStr, list[forms.BoundField]]]:
        """Return the questions of the kind under their headings, in the order they are asked."""
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self._meta.model.asked()
        ]

    def first(self) -> list[forms.BoundField]:
        """Return the questions asked before the fold, in the order the kind says."""
        return [self[name] for name in self._meta.model.asked_first if name in self.fields]

    def folded(self) -> list[tuple[LazyStr, list[forms.BoundField]]]:
        """Return the questions behind the fold, under their headings; none where none is first."""
        first = self._meta.model.asked_first
        rest = [
            (heading, [field for field in fields if field.name not in first])
            for heading, fields in self.sections()
        ]
        return [(heading, fields) for heading, fields in rest if fields] if first else []

    def behind(self) -> list[forms.BoundField]:
        """Return the questions behind the fold, one after the other."""
        return [field for _heading, fields in self.folded() for field in fields]

    def is_open(self, before: Recorded | None) -> bool:
        """Say whether the fold is open: where one of its questions is answered or may be wrong.

        So it is where `before`, the same person's entry before, answers one of them.
        """
        answers = [field.value() for field in self.behind()]
        answers += [getattr(before, field.name, None) for field in self.behind()]
        return bool(self.errors) or any(answer not in (None, "", []) for answer in answers)
