"""What a phone number looks like, and how a phone dials it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from carelog.clinical.typed import in_plain_signs

_NUMBER = re.compile(
    r"(?P<main>\(?\+?\(?[0-9][0-9 ()./*#-]*)"
    r"(?:[,;]? ?(?:extension|extn|ext|x)[.:=]? ?(?P<extension>[0-9]{1,8}))?",
    re.IGNORECASE,
)
NO_NUMBER = _("Use digits, spaces and a + at the start, such as +44 20 7946 0000 ext. 12.")


def read_phone(typed: str) -> str:
    """Return a phone number as it was typed or pasted, in plain signs."""
    number = " ".join(in_plain_signs(typed).split())
    return re.sub(r"^tel: ?", "", number, flags=re.IGNORECASE)


def can_be_dialled(number: str) -> None:
    """Raise ValidationError for what no phone can dial."""
    if not _NUMBER.fullmatch(number):
        raise ValidationError(NO_NUMBER, code="no_number")


def dialled(number: str) -> str:
    """Return a number as a phone dials it.

    A comma is the pause before an extension: phones know it, while Android makes digits of the
    letters of ";ext=". After a country's code the zero in "(0)" is not dialled.
    """
    found = _NUMBER.fullmatch(read_phone(number))
    main, extension = found.group("main", "extension") if found else (number, "")
    if "+" in main:
        main = re.sub(r"\( *0 *\)", "", main)
    digits = "".join(c for c in main if c in "+0123456789*#")
    return f"{digits},{extension}" if extension else digits
