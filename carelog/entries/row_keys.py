"""Columns that name another row of the record by its public id."""

from typing import Any
from uuid import UUID

from django import forms

from carelog.entries import fields
from carelog.entries import plain_columns as columns
from carelog.entries.plain_columns import Plain
from carelog.lazy import LazyStr


class RowKey(Plain[UUID], columns.Key):
    """The public id of another row of the record, kept beside the foreign key `of` to that row.

    A snapshot holds it, so that history and restore know which row was meant. The form says
    which rows there are to choose from.
    """

    plain = "UUIDField"
    own_options = ("of",)

    def __init__(self, verbose_name: LazyStr | None = None, *, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(verbose_name, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        options = self.asked(choices=(), coerce=fields.row_key, empty_value=None)
        return fields.ChipsField(**options, required=not self.blank)


class RowKeyOrNone(Plain[UUID | None], columns.KeyOrNone):
    """The same where there need not be such a row."""

    plain = "UUIDField"
    own_options = ("of",)

    def __init__(self, verbose_name: LazyStr | None = None, *, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(verbose_name, **({"null": True, "blank": True} | kwargs))

    def formfield(self, **kwargs: Any) -> forms.Field:
        options = self.asked(choices=(), coerce=fields.row_key, empty_value=None)
        return fields.ChipsField(**options, required=False)
