"""Django's ModelForm that says which model it fills: `ModelForm[Patient]`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db.models import Model

if TYPE_CHECKING:
    from django.forms import ModelForm
else:

    class ModelForm(forms.ModelForm):
        """A form of a model; Django's own takes no brackets while it runs."""

        def __class_getitem__(cls, _model):
            return cls


__all__ = ["ModelForm", "form_made"]

F = TypeVar("F", bound="ModelForm[Any]")


def form_made(model: type[Model], form: type[F], fields: Sequence[str]) -> type[F]:
    """Return a form of the same kind as `form` for some columns of a model."""
    made = forms.modelform_factory(model, form=form, fields=fields)
    if not issubclass(made, form):
        raise TypeError(f"{made} is no {form}")
    return made
