"""Form fields that logs share: a time on the wall, a number pad, a yes-no-unanswered."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical import units
from carelog.clinical.units import Exact
from carelog.entries.quantities import STONES, Unit, as_it_is, digits, in_words, unit_for
from carelog.patients.possible import is_possible
from carelog.text import LineField, NoteField

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

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "class": "form-control"}, format="%Y-%m-%dT%H:%M"
    )
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

    widget = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")
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

    def __init__(self, *, ends: tuple[str, str] = ("", ""), **kwargs) -> None:
        choices = [(str(n), str(n)) for n in range(11)]
        options = {"coerce": int, "empty_value": None, "required": False, "choices": choices}
        super().__init__(**(options | kwargs))
        self.ends = ends


class ChipsField(forms.TypedChoiceField):
    """A few answers beside each other, one of which is "not answered" unless one is needed."""

    widget = forms.RadioSelect
    ask_with = "entries/fields/chips.html"

    def __init__(self, *, choices, required: bool = False, **kwargs) -> None:
        has_word = required or "" in dict(choices)
        unanswered = [] if has_word else [("", _("not answered"))]
        options = {"empty_value": "", "choices": [*choices, *unanswered]}
        super().__init__(**(options | kwargs), required=required)


class ListField(ChipsField):
    """One of very many answers, in a list to open."""

    widget = forms.Select(attrs={"class": "form-select"})
    ask_with = "entries/fields/line.html"

    def __init__(self, *, choices, required: bool = False, **kwargs) -> None:
        unanswered = ("", _("choose one") if required else _("not answered"))
        kwargs |= {"choices": [unanswered, *choices]}
        forms.TypedChoiceField.__init__(self, empty_value="", required=required, **kwargs)


class YesNoField(ChipsField):
    """Yes, no, or not answered; unanswered is never no."""

    WORDS = {"yes": True, "no": False}

    def __init__(self, **kwargs) -> None:
        choices = [("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            **({"choices": choices, "coerce": self.WORDS.get, "empty_value": None} | kwargs)
        )

    def prepare_value(self, value: object) -> object:
        """Show a stored answer as the word that is chosen."""
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether another word was chosen."""
        return self.prepare_value(initial) != (data or "")


class WordsField(LineField):
    """One line of text."""

    ask_with = "entries/fields/line.html"

    def __init__(self, **kwargs) -> None:
        attrs = {"autocomplete": "off", "class": "form-control"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)


class LinesField(NoteField):
    """Several lines of text."""

    ask_with = "entries/fields/text.html"

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "form-control"


class QuantityField(forms.Field):
    """A number in the reader's own unit, cleaned to the stored one.

    `low` and `high` are the bounds in the stored unit. `slip` is the number that was probably
    meant, as typed, when what was typed is ten times or a tenth of it.
    """

    ask_with = "entries/fields/number.html"

    def __init__(self, *, low: Decimal, high: Decimal, unit: str, places: int, **kwargs) -> None:
        super().__init__(**kwargs)
        self.low, self.high, self.code, self.places = low, high, unit, places
        self.slip = ""
        self.show_in(unit_for(unit, None))

    def show_in(self, unit: Unit, stored: Exact | None = None) -> None:
        """Take the reader's unit, and the stored number that an unchanged answer stands for."""
        self.unit, self.stored = unit, stored
        keyboard = "numeric" if not (unit.places and self.places) else "decimal"
        keyboard = "decimal" if unit.from_stored is not as_it_is else keyboard
        attrs = {"inputmode": keyboard, "autocomplete": "off", "class": "form-control"}
        if unit is STONES:
            self.widget = StonesWidget(attrs=attrs)
            self.ask_with = "entries/fields/stones.html"
        else:
            self.widget = forms.TextInput(attrs=attrs)
        self.widget.is_required = self.required

    def prepare_value(self, value: object) -> object:
        """Return a stored number as typed; what was typed stays as it is."""
        if isinstance(value, str | list) or value is None:
            return value
        if self.unit is STONES:
            return [str(part.normalize()) for part in map(Decimal, units.kg_to_stones(value))]
        return digits(value, self.unit)

    def to_python(self, value: object) -> Decimal | int | None:
        """Return the number in the stored unit; an unchanged answer is exactly what was stored."""
        self.slip = ""
        if value in self.empty_values or value == ["", ""]:
            return None
        if self.stored is not None and value == self.prepare_value(self.stored):
            return self.stored
        number = units.rounded(self._read(value), self.places)
        if not self.low <= number <= self.high:
            raise self._out_of_range(number)
        return number if self.places else int(number)

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether something else was typed."""
        return (data or "") != (self.prepare_value(initial) or "")

    def _read(self, value: object) -> Exact:
        try:
            if self.unit is STONES:
                stones, pounds = (units.read_number(part or "0") for part in value)
                if stones != int(stones):
                    raise ValueError
                return units.stones_to_kg(int(stones), pounds)
            number = units.read_number(str(value))
        except ValueError as error:
            raise ValidationError(
                _("Enter a number, such as 72.5 or 72,5."), code="invalid"
            ) from error
        if not self.places and self.unit.from_stored is as_it_is and number != int(number):
            raise ValidationError(_("Enter a whole number."), code="whole")
        return self.unit.to_stored(number)

    def _out_of_range(self, number: Decimal) -> ValidationError:
        meant = None if self.unit is STONES else units.slip(number, self.low, self.high)
        if meant is not None and (self.places or meant == int(meant)):
            self.slip = digits(meant, self.unit)
            message = _("Did you mean %(meant)s?") % {"meant": in_words(meant, self.unit)}
            return ValidationError(message, code="slip")
        low, high = (in_words(bound, self.unit) for bound in (self.low, self.high))
        message = _("The number must be between %(low)s and %(high)s.")
        return ValidationError(message % {"low": low, "high": high}, code="out_of_range")


class StonesWidget(forms.MultiWidget):
    """Stones and pounds, side by side."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"st": forms.TextInput(), "lb": forms.TextInput()}, attrs)

    def decompress(self, value: object) -> list:
        """Return nothing for the two boxes: the field hands over a list of what to show."""
        return ["", ""]
