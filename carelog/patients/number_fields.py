"""The form field of a number about the person, read as every number is."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical import units
from carelog.clinical.numbers import Exact, Unclear
from carelog.clinical.typed_units import read_in


class NumberField(forms.Field):
    """A number from `low` to `high`, with a comma or a point, and its unit behind it if need be.

    `unit` is UCUM, "" for what is counted; `places` are the decimal places that are kept.
    """

    def __init__(
        self,
        *,
        low: int,
        high: int,
        unit: str = "",
        places: int = 0,
        autocomplete: str = "off",
        **kwargs: Any,
    ) -> None:
        keyboard = "decimal" if places else "numeric"
        attrs = {"inputmode": keyboard, "autocomplete": autocomplete}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.low, self.high, self.unit, self.places = low, high, unit, places

    def prepare_value(self, value: object) -> object:
        """Return a stored number as typed; what was typed stays as it is."""
        return units.plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value: str | None) -> Decimal | int | None:
        """Return the number; of two readings the one that can be meant here."""
        if value in self.empty_values:
            return None
        try:
            readings: tuple[Exact, ...] = (read_in(str(value), self.unit, lambda number: number),)
        except Unclear as unclear:
            readings = unclear.readings
        except ValueError as error:
            raise ValidationError(self._example(), code="invalid") from error
        able = [number for number in readings if self.low <= number <= self.high]
        if not able:
            message = _("The number must be between %(low)s and %(high)s.")
            raise ValidationError(message, "out_of_range", {"low": self.low, "high": self.high})
        number = units.rounded(able[0], self.places)
        if self.places:
            return number
        if number != able[0]:
            raise ValidationError(self._example(), code="whole")
        return int(number)

    def has_changed(self, initial: object, data: object) -> bool:
        """Say whether something else was typed."""
        return str(data or "") != str(self.prepare_value(initial) or "")

    def _example(self) -> str:
        middle = (self.low + self.high) // 2
        if not self.places:
            return str(_("Enter a whole number, such as %d.") % middle)
        return str(_("Enter a number, such as %(n)d.5 or %(n)d,5.") % {"n": middle})
