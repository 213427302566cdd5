"""docs/fields.md lists every field a person fills in, with its range and what empty means."""

import re
from pathlib import Path

import pytest
from django.db import models

from carelog.entries.columns import Quantity, Score
from carelog.patients.fields import CodesField
from carelog.patients.models import Kept, Patient

DICTIONARY = (Path(__file__).resolve().parents[2] / "docs" / "fields.md").read_text("utf-8")
FIELD = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.*?) ?\|$", re.M)


def kept_models() -> list[type[models.Model]]:
    """Return every model whose rows are kept, with its children, and the record itself."""
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
    """Return the fields a document has to list."""
    names = getattr(model, "kept_fields", None)
    if names is None:
        keys = {"id", "uid", "access_key", "data_version", "created_at"}
        names = [f.name for f in model._meta.fields if f.editable and f.name not in keys]
    return [model._meta.get_field(name) for name in names]


def rows_of(model: type[models.Model]) -> dict[str, tuple[str, str]]:
    """Return field → (range, empty) from the model's part of docs/fields.md."""
    parts = re.split(r"^## ", DICTIONARY, flags=re.M)
    own = [part for part in parts if part.startswith(f"{model.__name__}\n")]
    shared = [p for p in parts if p.startswith("Every entry\n") and f"`{model.__name__}`" in p]
    found = FIELD.findall("".join(shared + own))
    return {name: (limits, empty) for name, limits, empty, _meaning in found}


def must_say(field: models.Field) -> list[str]:
    """Return what the range of a field has to name: its choices, its limit, or yes and no."""
    if isinstance(field, CodesField):
        return ["sites above"] if field.name == "bones" else [code for code, _ in field.codes]
    if field.choices:
        return [str(code) for code, _label in field.flatchoices]
    if isinstance(field, models.BooleanField):
        return ["yes or no"]
    if isinstance(field, Score):
        return ["0–10"]
    if isinstance(field, Quantity):
        return [f"{field.low:,}–{field.high:,}"]
    if isinstance(field, models.IntegerField):
        return [f"–{min(v.limit_value for v in field.validators if v.code == 'max_value')}"]
    if field.max_length and field.name != "country":
        return [f"{field.max_length:,} characters"]
    return []


@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model.__name__)
def test_every_field_stands_in_the_document_with_its_range(model):
    rows = rows_of(model)
    assert set(rows) == {field.name for field in filled_in(model)}
    for field in filled_in(model):
        limits, _empty = rows[field.name]
        assert [text for text in must_say(field) if text not in limits] == [], field.name


@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model.__name__)
def test_the_document_says_which_fields_may_be_empty(model):
    for field in filled_in(model):
        _limits, empty = rows_of(model)[field.name]
        assert (empty == "never") is not (field.null or field.blank), field.name
