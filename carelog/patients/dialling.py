"""What a phone number looks like, and how a phone dials it."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

can_be_dialled = RegexValidator(
    r"^\+?[0-9][0-9 ()./*#-]{0,28}$", _("Use digits, spaces and a + at the start.")
)


def dialled(number: str) -> str:
    """Return a number as a phone dials it."""
    return "".join(c for c in number if c in "+0123456789*#")
