"""No form answers in a library's words: every error of every field is our own sentence."""

import importlib
import pkgutil
import re

import pytest
from allauth.account import forms as account_forms
from django import forms
from django.core import validators

import carelog

THEIRS = re.compile(
    r"^(This field|Ensure |Enter a valid |Select a valid |Value %|Null characters|.* is not one of)"
)
NOT_FORMS = re.compile(r"\.(migrations|management|settings|wsgi|server)\b")


def form_classes() -> list[type[forms.BaseForm]]:
    modules = [account_forms]
    for module in pkgutil.walk_packages(carelog.__path__, "carelog."):
        if not NOT_FORMS.search(module.name):
            modules.append(importlib.import_module(module.name))
    found = {one for module in modules for one in vars(module).values() if is_form(one)}
    return sorted(found, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def is_form(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, forms.BaseForm)


def said_by(field: forms.Field) -> list[str]:
    """Return what a field may say, of itself and by its rules."""
    unused = {} if field.required else {"required"}
    own = [words for code, words in field.error_messages.items() if code not in unused]
    return [*map(str, own), *(str(getattr(rule, "message", "")) for rule in field.validators)]


def test_every_field_of_every_form_speaks_in_our_words():
    found = [
        (form.__name__, name, words)
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        for words in said_by(field)
        if THEIRS.match(words)
    ]
    assert found == []
    assert len(form_classes()) > 40


def test_a_rule_says_its_limit():
    with pytest.raises(forms.ValidationError) as caught:
        validators.MaxLengthValidator(3)("12345")
    assert caught.value.messages == ["At most 3 characters fit."]
    with pytest.raises(forms.ValidationError) as caught:
        forms.IntegerField(min_value=2).clean("1")
    assert caught.value.messages == ["The number must be 2 or more."]
