"""E-mail addresses in one normal form, by which it is said whether two are the same."""

import unicodedata

from allauth.account.models import EmailAddress
from django.utils.encoding import punycode

from carelog.accounts.models import User


def normal_form(email: str) -> str:
    """Return an address as it is compared: small letters, the domain as the network has it.

    It is made here and not by a database, whose small and capital letters differ from another's.
    """
    name, _at, domain = unicodedata.normalize("NFC", email.strip()).lower().rpartition("@")
    try:
        return f"{name}@{punycode(domain)}"
    except UnicodeError:
        return f"{name}@{domain}"


def addresses_of(user: User) -> frozenset[str]:
    """Return every address of an account in normal form, confirmed or not."""
    added = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return frozenset(normal_form(email) for email in (user.email, *added))
