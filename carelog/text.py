"""Cleaning what people type: NFC, line breaks, signs left out, one set of lengths.

Names and other single lines may hold 80 characters, notes 4,000. What is pasted is mended, never
refused for a sign nobody sees.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext

LINE_LENGTH, NOTE_LENGTH = 80, 4000
# They turn the direction of the text that follows, so a name could pretend to be another.
BIDI_CONTROLS = {ord(c): None for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_NO_CHARACTERS = "".join(
    chr((plane << 16) | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
#: Control characters but for new line and tab, surrogates, noncharacters.
ODD = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
#: What ends a line where a report was copied from: a new page and the like.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Quotes, dashes and the like of Windows, read as if they were of another alphabet.
_OF_WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85
}


def clean_note(value: str) -> str:
    """Return text of several lines in NFC, without signs that cannot be stored."""
    value = _LINE_ENDS.sub("\n", value).translate(_OF_WINDOWS)
    return unicodedata.normalize("NFC", ODD.sub("", value)).strip()


def clean_line(value: str) -> str:
    """Return text of one line in NFC, without marks that turn its direction."""
    return " ".join(clean_note(value).translate(BIDI_CONTROLS).split())


class AtMost(MaxLengthValidator):
    """Refuse text that is too long with how much of it is too many; nothing of it is cut."""

    def __call__(self, value: str) -> None:
        more = len(value) - self.limit_value
        if more > 0:
            words = ngettext(
                "{n} character too many: at most {most} fit.",
                "{n} characters too many: at most {most} fit.",
                more,
            )
            words = words.format(n=f"{more:,}", most=self.limit_value)
            raise ValidationError(words, code=self.code)


class TextField(forms.CharField):
    """Text that says how much of it is too many."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.validators = [
            AtMost(one.limit_value) if type(one) is MaxLengthValidator else one
            for one in self.validators
        ]


class LineField(TextField):
    """One line of text, 80 characters unless told otherwise."""

    def __init__(self, *, max_length: int = LINE_LENGTH, **kwargs) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class NoteField(TextField):
    """Several lines of text, 4,000 characters unless told otherwise."""

    def __init__(self, *, max_length: int | None = NOTE_LENGTH, rows: int = 3, **kwargs) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value: object) -> str:
        return clean_note(super().to_python(value) or "")
