"""Form fields that logs share: a time on the wall, a number pad, a yes-no-unanswered."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr
from carelog.patients.possible import is_possible
from carelog.text import LineField, NoteField

#: Codes with the words that are shown for them.
Choices = Iterable[tuple[Any, LazyStr]]
#: What was sent is none of the answers that stand there.
NO_ANSWER: dict[str, Any] = {"invalid_choice": _("Choose one of the answers that stand here.")}
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


class _WhenField(forms.Field):
    """A time or a day, typed as one line."""

    ask_with = "entries/fields/line.html"

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether another one was typed; what is no time or day is another."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class WallTimeField(_WhenField):
    """A date and time as the person's clock shows it, without a time zone.

    Django's own field refuses the hour that comes twice in autumn; a person in pain in that
    hour must be able to save. The form resolves the moment (`clock.resolve`).
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Enter a date and a time, such as 2026-03-01 14:30.")}

    def to_python(self, value: object) -> datetime | None:
        """Return a naive datetime between 1900 and 2100, to the minute."""
        if value in self.empty_values:
            return None
        for shape in FORMATS:
            try:
                wall = datetime.strptime(str(value).strip()[:25], shape)  # noqa: DTZ007  a wall
            except ValueError:
                continue
            if is_possible(wall):
                return wall.replace(second=0)
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class DayField(_WhenField):
    """A day of the calendar between 1900 and 2100."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Enter a day, such as 2026-03-01.")}

    def to_python(self, value: object) -> date | None:
        """Return the day, or nothing."""
        if value in self.empty_values:
            return None
        try:
            day = datetime.strptime(str(value).strip()[:15], "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            day = None
        if day is None or not is_possible(day):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def row_key(value: object) -> UUID:
    """Return the key of a row from its text; ValueError for anything else."""
    return UUID(str(value))


class ScoreField(forms.TypedChoiceField):
    """A pad of numbers from 0 to 10, or nothing; `ends` say what 0 and 10 mean."""

    widget = forms.RadioSelect
    ask_with = "entries/fields/pad.html"
    default_error_messages = NO_ANSWER

    def __init__(self, *, ends: tuple[LazyStr, LazyStr], **kwargs: Any) -> None:
        choices = [(str(n), str(n)) for n in range(11)]
        options: dict[str, Any] = {
            "coerce": int,
            "empty_value": None,
            "required": False,
            "choices": choices,
        }
        super().__init__(**(options | kwargs))
        self.ends = ends

    @property
    def clears(self) -> bool:
        """Say whether an answer can be taken back: one that is not needed can."""
        return not self.required


class ChipsField(forms.TypedChoiceField):
    """A few answers beside each other, or none unless one is needed."""

    widget: type[forms.Widget] | forms.Widget = forms.RadioSelect
    ask_with = "entries/fields/chips.html"
    default_error_messages = NO_ANSWER

    def __init__(self, *, choices: Choices, required: bool = False, **kwargs: Any) -> None:
        options: dict[str, Any] = {"empty_value": "", "choices": choices}
        super().__init__(**(options | kwargs), required=required)

    @property
    def clears(self) -> bool:
        """Say whether an answer can be taken back: not where "" is one, such as "taken"."""
        return not self.required and not self.valid_value("")


class ListField(ChipsField):
    """One of very many answers, in a list to open."""

    widget = forms.Select
    ask_with = "entries/fields/line.html"

    def __init__(self, *, choices: Choices, required: bool = False, **kwargs: Any) -> None:
        unanswered = ("", _("choose one") if required else _("nothing chosen"))
        kwargs |= {"choices": [unanswered, *choices]}
        forms.TypedChoiceField.__init__(self, empty_value="", required=required, **kwargs)


class YesNoField(ChipsField):
    """Yes, no, or not answered; unanswered is never no."""

    WORDS = {"yes": True, "no": False}

    def __init__(self, **kwargs: Any) -> None:
        options: dict[str, Any] = {
            "choices": [("yes", _("yes")), ("no", _("no"))],
            "coerce": self.WORDS.get,
            "empty_value": None,
        }
        super().__init__(**(options | kwargs))

    def prepare_value(self, value: object) -> object:
        """Show a stored answer as the word that is chosen."""
        shown: dict[object, object] = {True: "yes", False: "no", None: ""}
        return shown.get(value, value)

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether another word was chosen."""
        return self.prepare_value(initial) != (data or "")


class WordsField(LineField):
    """One line of text."""

    ask_with = "entries/fields/line.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)


class LinesField(NoteField):
    """Several lines of text."""

    ask_with = "entries/fields/text.html"
