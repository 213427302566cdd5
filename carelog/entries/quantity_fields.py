"""The form field of a number in the reader's own unit, and its two boxes for stones and pounds."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical import units
from carelog.clinical.numbers import Exact, Unclear, clear, read_number
from carelog.clinical.typed_units import read_in
from carelog.entries.quantities import STONES, Unit, as_it_is, digits, in_words, unit_for


class QuantityField(forms.Field):
    """A number in the reader's own unit, cleaned to the stored one.

    `low` and `high` are the bounds in the stored unit. `slip` is the number that was probably
    meant, as typed, when what was typed is ten times or a tenth of it; `readings` are both
    numbers where what was typed can be read as two.
    """

    ask_with = "entries/fields/number.html"

    def __init__(
        self, *, low: Decimal, high: Decimal, unit: str, places: int, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.low, self.high, self.code, self.places = low, high, unit, places
        self.slip, self.readings = "", list[str]()
        self.show_in(unit_for(unit, None))

    def show_in(self, unit: Unit, stored: Exact | None = None) -> None:
        """Take the reader's unit, and the stored number that an unchanged answer stands for."""
        self.unit, self.stored = unit, stored
        keyboard = "numeric" if not (unit.places and self.places) else "decimal"
        keyboard = "decimal" if unit.from_stored is not as_it_is else keyboard
        attrs = {"inputmode": keyboard, "autocomplete": "off"}
        if unit is STONES:
            self.widget = StonesWidget(attrs=attrs)
            self.ask_with = "entries/fields/stones.html"
        else:
            self.widget = forms.TextInput(attrs=attrs)
        self.widget.is_required = self.required

    def prepare_value(self, value: object) -> object:
        """Return a stored number as typed; what was typed stays as it is."""
        if not isinstance(value, Exact):
            return value
        if self.unit is STONES:
            return [units.plain(Decimal(part)) for part in units.kg_to_stones(value)]
        return clear(digits(value, self.unit))

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Return the numbers to choose from by a button: as sent, and as shown."""
        meant = self.readings or ([self.slip] if self.slip else [])
        return [(clear(number), number) for number in meant]

    def to_python(self, value: str | list[str] | None) -> Exact | None:
        """Return the number in the stored unit; an unchanged answer is exactly what was stored."""
        self.slip, self.readings = "", []
        if value is None or not any(value):
            return None
        if self.stored is not None and value == self.prepare_value(self.stored):
            return self.stored
        number = self._read(value)
        if not self.low <= number <= self.high:
            raise self._out_of_range(number)
        return number if self.places else int(number)

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether something else was typed."""
        return (data or "") != (self.prepare_value(initial) or "")

    def _read(self, value: str | list[str]) -> Decimal:
        """Return the number in the stored unit, as many places as are stored."""
        try:
            if not isinstance(value, str):
                return units.rounded(_of_stones(value), self.places)
            number = read_in(value, self.code, self.unit.to_stored)
        except Unclear as unclear:
            return self._clear_one(unclear)
        except ValueError as error:
            raise self._not_a_number() from error
        if self._is_whole and number != int(number):
            raise ValidationError(_("Enter a whole number."), code="whole")
        return units.rounded(number, self.places)

    def _clear_one(self, unclear: Unclear) -> Decimal:
        """Return the one reading that can be meant here; ask where both can."""
        able = [
            units.rounded(reading, self.places)
            for reading in unclear.readings
            if self.low <= reading <= self.high and not (self._is_whole and reading != int(reading))
        ]
        if len(able) != 1:
            small, large = (digits(reading, self.unit) for reading in unclear.readings)
            self.readings = [small, large] if able else []
            question = _("Did you mean %(small)s or %(large)s?")
            raise ValidationError(question % {"small": small, "large": large}, code="unclear")
        return able[0]

    @property
    def _is_whole(self) -> bool:
        return not self.places and self.unit.from_stored is as_it_is

    def _not_a_number(self) -> ValidationError:
        if self._is_whole:
            return ValidationError(_("Enter a whole number, such as 3."), code="invalid")
        return ValidationError(_("Enter a number, such as 72.5 or 72,5."), code="invalid")

    def _out_of_range(self, number: Decimal) -> ValidationError:
        meant = None if self.unit is STONES else units.slip(number, self.low, self.high)
        if meant is not None and (self.places or meant == int(meant)):
            self.slip = digits(meant, self.unit)
            question = _("Did you mean %(meant)s?") % {"meant": in_words(meant, self.unit)}
            return ValidationError(question, code="slip")
        low, high = (in_words(bound, self.unit) for bound in (self.low, self.high))
        message = _("The number must be between %(low)s and %(high)s.")
        return ValidationError(message % {"low": low, "high": high}, code="out_of_range")


def _of_stones(boxes: list[str]) -> Exact:
    """Return what stands in the boxes for stones and pounds in kg; the first may name its units."""
    stones, pounds = ((box or "").strip() for box in boxes)
    if not pounds and any(sign.isalpha() for sign in stones):
        return read_in(stones, "kg", as_it_is)
    try:
        whole, beside = read_number(stones or "0"), read_number(pounds or "0")
    except Unclear as unclear:
        raise ValueError("neither box holds thousands, or thousandths") from unclear
    if whole != int(whole):
        raise ValueError("a part of a stone is so many pounds")
    return units.stones_to_kg(int(whole), beside)


class StonesWidget(forms.MultiWidget):
    """Stones and pounds, side by side."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"st": forms.TextInput(), "lb": forms.TextInput()}, attrs)

    def decompress(self, value: object) -> list[str]:
        """Return nothing for the two boxes: the field hands over a list of what to show."""
        return ["", ""]
