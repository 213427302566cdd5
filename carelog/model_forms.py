"""Django's ModelForm that says which model it fills, `ModelForm[Patient]`, and how one is made."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db.models import Model

from carelog.lazy import LazyStr

if TYPE_CHECKING:
    from django.forms import ModelForm
else:

    class ModelForm(forms.ModelForm):
        """A form of a model; Django's own takes no brackets while it runs."""

        def __class_getitem__(cls, _model):
            return cls


__all__ = ["ModelForm", "form_made", "offer"]

F = TypeVar("F", bound="ModelForm[Any]")


def form_made(model: type[Model], form: type[F], fields: Sequence[str]) -> type[F]:
    """Return a form of the same kind as `form` for some columns of a model."""
    made = forms.modelform_factory(model, form=form, fields=fields)
    if not issubclass(made, form):
        raise TypeError(f"{made} is no {form}")
    return made


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[object, LazyStr]]) -> None:
    """Set what there is to choose from in a field of a form, which only the form knows."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)
