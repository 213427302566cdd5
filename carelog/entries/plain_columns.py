"""Django's columns with what each holds, and how one of ours stays plain to a migration."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.utils.text import capfirst

T = TypeVar("T")

if TYPE_CHECKING:
    # What a column holds, None for what was left unanswered. While it runs, Django's own columns
    # take no brackets.
    from django.db.models import Field as Column

    SmallInteger = models.PositiveSmallIntegerField[int | None, int | None]
    Integer = models.PositiveIntegerField[int | None, int | None]
    Decimals = models.DecimalField[Decimal | None, Decimal | None]
    Boolean = models.BooleanField[bool | None, bool | None]
    Line = models.CharField[str, str]
    Lines = models.TextField[str, str]
    Date = models.DateField[date | None, date | None]
    GivenDate = models.DateField[date, date]
    Time = models.DateTimeField[datetime | None, datetime | None]
    GivenTime = models.DateTimeField[datetime, datetime]
    Key = models.UUIDField[UUID, UUID]
    KeyOrNone = models.UUIDField[UUID | None, UUID | None]
else:

    class Column:
        """Nothing of its own: the columns below bring Django's Field themselves."""

        def __class_getitem__(cls, _held):
            return cls

    SmallInteger, Integer = models.PositiveSmallIntegerField, models.PositiveIntegerField
    Decimals, Boolean = models.DecimalField, models.BooleanField
    Line, Lines = models.CharField, models.TextField
    Date = GivenDate = models.DateField
    Time = GivenTime = models.DateTimeField
    Key = KeyOrNone = models.UUIDField


class Plain(Column[T, T]):
    """Deconstructs to Django's own column, so that no migration depends on this module."""

    plain: ClassVar[str]
    own_options: ClassVar[tuple[str, ...]] = ()

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the column without what only forms read."""
        name, _path, args, kwargs = super().deconstruct()
        for option in (*self.own_options, "help_text"):
            kwargs.pop(option, None)
        return name, f"django.db.models.{self.plain}", args, kwargs

    def clone(self) -> Self:
        """Return Django's own column: a clone of ours would fall back to our own defaults."""
        _name, _path, args, kwargs = self.deconstruct()
        # It stands for ours in a migration, and is no column of this module.
        return getattr(models, self.plain)(*args, **kwargs)  # type: ignore[no-any-return]

    def asked(self, **kwargs: Any) -> dict[str, Any]:
        """Return what every form field here is told."""
        return {"label": capfirst(self.verbose_name), "help_text": self.help_text} | kwargs
