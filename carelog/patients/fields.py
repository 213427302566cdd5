"""A list of codes in one column, checked against the codes it may hold."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr


class CodesField(models.JSONField):
    """A list of known codes, each at most once. No portable CHECK can hold this."""

    def __init__(
        self, *args: Any, codes: Iterable[tuple[str, LazyStr]] = (), **kwargs: Any
    ) -> None:
        self.codes = tuple(codes)
        super().__init__(*args, default=list, blank=True, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, kwargs

    def validate(self, value: object, model_instance: models.Model | None) -> None:
        """Raise ValidationError for anything but a list of different known codes."""
        known = {code for code, _label in self.codes}
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            raise ValidationError(_("This is not a list of choices."), code="not_a_list")
        if not set(map(str, value)) <= known:
            raise ValidationError(_("One of the choices is not known."), code="unknown_code")

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Offer the codes as ticks."""
        options: dict[str, Any] = {
            "choices": self.codes,
            "required": False,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "widget": forms.CheckboxSelectMultiple,
            "error_messages": {"invalid_choice": _("One of the choices is not known.")},
        }
        kwargs.pop("encoder", None), kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(**(options | kwargs))
