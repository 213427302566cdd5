"""A stored value as a cell of a table: in the stored unit, and never a formula."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from carelog.entries.columns import Quantity, Score
from carelog.patients.fields import CodesField

# Formula injection: these begin a formula, in their full-width and small forms too.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?", re.ASCII)
#: Yes and no as Python has them, and as SQLite and PostgreSQL write them.
YES_NO: dict[object, str] = {True: "yes", False: "no", None: ""}
YES_NO |= {"1": "yes", "0": "no", "true": "yes", "false": "no"}
NO_CODES = "[]"
# Numbers that are counted, or whose unit stands in a column of its own.
NO_UNIT = ("", "1", "as typed")
BETWEEN = "; "
KEY_DIGITS = 32

#: What a database gives, as a cell: a column knows which values it holds.
Convert = Callable[[Any], object]
#: Fields whose values Python would make objects of.
OBJECTS = (models.UUIDField, models.DateField, models.BooleanField, CodesField)


def safe(text: str) -> str:
    """Guard against formula injection: put a ' before text that would begin a formula.

    A plain number such as "-5" stays as it is.
    """
    if text[:1] in FORMULA and text and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def asked_for(field: models.Field, path: str) -> str | Cast:
    """Return what to read of a column: what would become an object is read as text.

    To make objects only to write them out again would take most of the time of a file.
    """
    return Cast(path, models.TextField()) if isinstance(field, OBJECTS) else path


def moment(text: str | None) -> str:
    """Return a moment, as a database writes it in UTC, as "2026-03-02T11:00:00Z"."""
    return f"{text[:10]}T{text[11:19]}Z" if text else ""


def key(text: str | None) -> str:
    """Return a public id, as a database writes it, with its hyphens: SQLite has none."""
    if text and len(text) == KEY_DIGITS:
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    return text or ""


@lru_cache(maxsize=1024)
def codes(text: str | None) -> str:
    """Return a list of codes, as a database writes it, in one cell: "dull; sharp"."""
    return BETWEEN.join(json.loads(text or NO_CODES))


def converter_of(field: models.Field) -> Convert | None:
    """Return what makes a cell of a column's value; None where the value is one already."""
    if isinstance(field, models.BooleanField):
        return YES_NO.get
    if isinstance(field, models.DateTimeField):
        return moment
    if isinstance(field, models.UUIDField):
        return key
    if isinstance(field, CodesField):
        return codes
    # Codes are ours and held by the database; all other text is a person's.
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return safe
    return None


def unit_of(field: models.Field) -> str:
    """Return what a column's numbers are in: a UCUM unit, or the scale they lie on; "" if none."""
    if isinstance(field, Quantity):
        return "" if field.unit in NO_UNIT else field.unit
    if isinstance(field, Score):
        return "0 to 10"
    if isinstance(field, models.PositiveSmallIntegerField):
        if field.choices:
            levels = [level for level, _words in field.flatchoices]
            return f"{min(levels)} to {max(levels)}"
        return "0 to 10"
    if isinstance(field, models.DateTimeField):
        return "UTC"
    return "yes/no" if isinstance(field, models.BooleanField) else ""


def heading(field: models.Field) -> str:
    """Return the head of a column: its name in docs/fields.md, with its unit: "weight_kg [kg]"."""
    unit = unit_of(field)
    return f"{field.name} [{unit}]" if unit else field.name
