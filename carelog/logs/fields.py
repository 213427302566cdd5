"""Form fields that logs share: a time on the wall, a number pad, a yes-no-unanswered."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


class WallTimeField(forms.Field):
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
            if 1900 <= wall.year <= 2100:
                return wall.replace(second=0)
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether another time was typed; what is no time is another."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class ScoreField(forms.TypedChoiceField):
    """A pad of numbers from 0 to 10, or nothing."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs) -> None:
        choices = [(str(n), str(n)) for n in range(11)]
        options = {"coerce": int, "empty_value": None, "required": False, "choices": choices}
        super().__init__(**(options | kwargs))


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not answered; unanswered is never no."""

    widget = forms.RadioSelect
    WORDS = {"yes": True, "no": False}

    def __init__(self, **kwargs) -> None:
        choices = [("yes", _("yes")), ("no", _("no")), ("", _("not answered"))]
        options = {"coerce": self.WORDS.get, "empty_value": None, "required": False}
        super().__init__(**({"choices": choices} | options | kwargs))

    def prepare_value(self, value: object) -> object:
        """Show a stored answer as the word that is chosen."""
        return {True: "yes", False: "no", None: ""}.get(value, value)
