"""The form field of a phone number."""

from typing import Any

from django import forms

from carelog.patients.dialling import read_phone
from carelog.text import LineField

#: As many signs as a column of a number holds.
PHONE_LENGTH = 30


class PhoneField(LineField):
    """A phone number, with brackets, an extension and digits of any script if need be."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": autocomplete}
        super().__init__(max_length=PHONE_LENGTH, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: object) -> str:
        """Return it in plain signs; whether it can be dialled the column says."""
        return read_phone(super().to_python(value))
