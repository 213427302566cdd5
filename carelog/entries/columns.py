"""Columns of logs that know how they are asked: a pad, chips, a number in one's own unit, words.

Each is a plain Django column to the database and its migrations. `help_text` says why it is asked.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from carelog.entries import fields, quantity_fields
from carelog.entries import plain_columns as columns
from carelog.entries.plain_columns import Plain, T
from carelog.lazy import LazyStr
from carelog.text import NOTE_LENGTH


class Score(Plain[int | None], columns.SmallInteger):
    """0 to 10, or unanswered; `low` and `high` say what the two ends mean."""

    plain = "PositiveSmallIntegerField"
    own_options = ("low", "high")

    def __init__(
        self,
        verbose_name: LazyStr | None = None,
        *,
        low: LazyStr = "",
        high: LazyStr = "",
        **kwargs: Any,
    ) -> None:
        self.low, self.high = low, high
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        ends = (self.low, self.high)
        return fields.ScoreField(**self.asked(), ends=ends, required=not self.blank)


class YesNo(Plain[bool | None], columns.Boolean):
    """Yes, no, or unanswered."""

    plain = "BooleanField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.YesNoField(**self.asked(), required=not self.null)


class Choice(Plain[str], columns.Line):
    """One of a few codes, or unanswered (""); `long` makes a list to open of very many."""

    plain = "CharField"
    own_options = ("long",)

    def __init__(
        self, verbose_name: LazyStr | None = None, *, long: bool = False, **kwargs: Any
    ) -> None:
        self.long = long
        super().__init__(verbose_name, **({"blank": True, "max_length": 20} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        field = fields.ListField if self.long else fields.ChipsField
        return field(**self.asked(), choices=self.flatchoices, required=not self.blank)


class Level(Plain[int | None], columns.SmallInteger):
    """One of a few numbered answers, such as 0 to 4, or unanswered."""

    plain = "PositiveSmallIntegerField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        options = self.asked(choices=self.choices, coerce=int, empty_value=None)
        return fields.ChipsField(**options, required=not self.blank)


class Quantity(Plain[T]):
    """A number from `low` to `high`, stored in `unit` (UCUM), typed in the person's own unit.

    A value outside that is a tenth or ten times of one inside is asked about.
    """

    own_options = ("low", "high", "unit")

    def __init__(
        self,
        verbose_name: LazyStr | None = None,
        *,
        low: float | Decimal = 0,
        high: float | Decimal = 0,
        unit: str = "",
        **kwargs: Any,
    ) -> None:
        self.low, self.high, self.unit = Decimal(str(low)), Decimal(str(high)), unit
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        places = getattr(self, "decimal_places", None) or 0
        return quantity_fields.QuantityField(
            **self.asked(),
            low=self.low,
            high=self.high,
            unit=self.unit,
            places=places,
            required=not self.blank,
        )


class Count(Quantity[int | None], columns.Integer):
    """A whole number."""

    plain = "PositiveIntegerField"


class Amount(Quantity[Decimal | None], columns.Decimals):
    """A number with decimals; one place unless told otherwise."""

    plain = "DecimalField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"max_digits": 8, "decimal_places": 1} | kwargs))


class Words(Plain[str], columns.Line):
    """One line of text, or nothing."""

    plain = "CharField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"blank": True, "max_length": 200} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        options = self.asked(max_length=self.max_length, required=not self.blank)
        return fields.WordsField(**options)


class Text(Plain[str], columns.Lines):
    """Several lines of text, or nothing; 4,000 characters unless told otherwise."""

    plain = "TextField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"blank": True, "max_length": NOTE_LENGTH} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.LinesField(**self.asked(), max_length=self.max_length, required=False)


class Day(Plain[date | None], columns.Date):
    """A day of the calendar, or unanswered."""

    plain = "DateField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.DayField(**self.asked(), required=not self.blank)


class GivenDay(Plain[date], columns.GivenDate):
    """A day of the calendar that every row has."""

    plain = "DateField"

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.DayField(**self.asked())


class Moment(Plain[datetime | None], columns.Time):
    """A moment (UTC), or unanswered. It is typed on the wall clock; its form resolves it."""

    plain = "DateTimeField"

    def __init__(self, verbose_name: LazyStr | None = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.WallTimeField(**self.asked(), required=not self.blank)


class GivenMoment(Plain[datetime], columns.GivenTime):
    """A moment (UTC) that every row has, typed on the wall clock."""

    plain = "DateTimeField"

    def formfield(self, **kwargs: Any) -> forms.Field:
        return fields.WallTimeField(**self.asked())


def between(
    prefix: str, **bounds: tuple[float | Decimal, float | Decimal]
) -> tuple[models.CheckConstraint, ...]:
    """Return one rule a column: its number, where given, lies between the two, both included."""
    return tuple(
        models.CheckConstraint(
            condition=Q(**{name: None}) | Q(**{f"{name}__range": (low, high)}),
            name=f"{prefix}_{name}_in_range",
            violation_error_message=_("The number must be between %(low)s and %(high)s.")
            % {"low": low, "high": high},
        )
        for name, (low, high) in bounds.items()
    )


def known(prefix: str, **codes: Iterable[str]) -> tuple[models.CheckConstraint, ...]:
    """Return one rule a column: its code is "" or one of these."""
    return tuple(
        models.CheckConstraint(
            condition=Q(**{f"{name}__in": ("", *dict.fromkeys(values))}),
            name=f"{prefix}_{name}_is_known",
            violation_error_message=_("One of the choices is not known."),
        )
        for name, values in codes.items()
    )
