"""One table a model: each field a person fills in, its range, and whether it may be empty."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import models
from django.db.models import CheckConstraint, Q

from carelog.entries.models import Dated
from carelog.patients.models import Kept, Patient

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fields.md"
#: A table of the page, between the marker that names its model and the one that ends it.
TABLE = re.compile(r"^(<!-- table: (\w+) -->\n).*?(?=^<!-- end -->)", re.M | re.S)
HEAD = "| field | range | may be empty | asked as |\n|---|---|---|---|\n"
#: Set by the server; the text of the page tells of them once for all rows.
UNLISTED = {"id", "uid", "access_key", "data_version", "created_at"}
#: The fields that all dated rows share. The page lists them once, in the table of Dated.
SHARED = ("at", "zone", "day", "note")
#: Units of a bare number, and of one whose unit is a column of its own.
NO_UNIT = ("", "1", "as typed")
STANDS_FOR_A_DAY = {"max": "the highest", "first": "the first", "last": "the latest"}


def kept_models() -> list[type[models.Model]]:
    """Return the record itself and every model whose rows are kept, with its children."""
    found, waiting = [Patient], [Kept]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract and model.__module__.startswith("carelog."):
            found.append(model)
            relations = map(model._meta.get_field, model.kept_children)
            found += [relation.related_model for relation in relations]
    return found


def filled_in(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of a model that its own table has to list."""
    names = getattr(model, "kept_fields", None)
    if names is None:
        names = [f.name for f in model._meta.fields if f.editable and f.name not in UNLISTED]
    shared = SHARED if issubclass(model, Dated) else ()
    return [model._meta.get_field(name) for name in names if name not in shared]


def leaves(condition: Q) -> Iterator[tuple[str, object]]:
    """Yield the comparisons of a constraint, however deep they stand."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child)
        elif isinstance(child, tuple):
            yield child


def bounds(field: models.Field) -> tuple | None:
    """Return lowest and highest value of a field, as a constraint of its table holds them."""
    for constraint in field.model._meta.constraints:
        if isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
            for name, value in leaves(constraint.condition):
                if name == f"{field.name}__range":
                    return tuple(value)
    return None


def number(value: object) -> str:
    """Return a bound as text: 1,440 or 0.1, and of a day or a moment its year."""
    if isinstance(value, str):
        return value[:4]
    return str(value.year) if hasattr(value, "year") else f"{value:,}"


def codes_of(field: models.Field) -> str:
    """Return the codes of a choice; those of a numbered answer with their words."""
    pairs = [(code, label) for code, label in field.flatchoices if code != ""]
    if isinstance(field, models.IntegerField):
        return "; ".join(f"{code} {label}" for code, label in pairs)
    return ", ".join(str(code) for code, _label in pairs)


def limits_of(field: models.Field) -> str:
    """Return the range of a number with its unit (UCUM), of a day, a moment or a text."""
    held, unit = bounds(field), getattr(field, "unit", "")
    words = [f"{number(held[0])}–{number(held[1])}"] if held else []
    if unit not in NO_UNIT:
        words = [f"{words[0]} {unit}"]
    if isinstance(field, models.DecimalField):
        places = field.decimal_places
        words.append("1 decimal" if places == 1 else f"{places} decimals")
    if isinstance(field, models.DateField):
        words.insert(0, "moment" if isinstance(field, models.DateTimeField) else "day")
    if not words:
        words.append(f"at most {field.max_length:,} characters")
    return ", ".join(words)


def range_of(field: models.Field) -> str:
    """Return what a field may hold."""
    if field.name == "bones":
        return "any of the sites of PainPlace"
    if hasattr(field, "codes"):
        return "any of " + ", ".join(code for code, _label in field.codes)
    if field.choices:
        return codes_of(field)
    if isinstance(field, models.BooleanField):
        return "yes or no"
    if isinstance(field, models.UUIDField):
        return "public id of another row of the record"
    return limits_of(field)


def row(field: models.Field) -> str:
    """Return the line of one field."""
    empty = "yes" if field.null or field.blank else "never"
    return f"| `{field.name}` | {range_of(field)} | {empty} | {field.verbose_name} |\n"


def of_a_day(model: type[models.Model]) -> str:
    """Return the line that says which value stands for a day, where a model is drawn."""
    drawn = [f"{STANDS_FOR_A_DAY[m.per_day]} `{m.field}`" for m in getattr(model, "measures", ())]
    return f"\nOf a day: {', '.join(drawn)}.\n" if drawn else ""


def table(name: str) -> str:
    """Return the table of one model, or of Dated: the fields that dated rows share."""
    if name == "Dated":
        return HEAD + "".join(row(Dated._meta.get_field(field)) for field in SHARED)
    model = {model.__name__: model for model in kept_models()}[name]
    return HEAD + "".join(map(row, filled_in(model))) + of_a_day(model)


def written(text: str) -> str:
    """Return the page with each of its tables made anew."""
    return TABLE.sub(lambda found: f"{found[1]}{table(found[2])}", text)
