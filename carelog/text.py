"""Cleaning what people type: NFC, refused characters, one set of lengths.

Names and other single lines may hold 80 characters, notes 4,000.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LINE_LENGTH, NOTE_LENGTH = 80, 4000
# They turn the direction of the text that follows, so a name could pretend to be another.
BIDI_CONTROLS = {ord(c): None for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_NO_CHARACTERS = "".join(
    chr((plane << 16) | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
#: Control characters but for new line and tab, surrogates, noncharacters.
ODD = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
ODD_CHARACTER = _("This text holds a character that cannot be saved. Please type it again.")


def clean_note(value: str) -> str:
    """Return text of several lines in NFC; ValidationError when it cannot be stored."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if ODD.search(value):
        raise ValidationError(ODD_CHARACTER, code="odd_character")
    return value.strip()


def clean_line(value: str) -> str:
    """Return text of one line in NFC, without marks that turn its direction."""
    return " ".join(clean_note(value).translate(BIDI_CONTROLS).split())


class LineField(forms.CharField):
    """One line of text, 80 characters unless told otherwise."""

    def __init__(self, *, max_length: int = LINE_LENGTH, **kwargs) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class NoteField(forms.CharField):
    """Several lines of text, 4,000 characters unless told otherwise."""

    def __init__(self, *, max_length: int | None = NOTE_LENGTH, rows: int = 3, **kwargs) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value: object) -> str:
        return clean_note(super().to_python(value) or "")
