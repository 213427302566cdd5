"""Whose an e-mail address is, and whether it is proven to be theirs.

On a site with mail a new account proves its address before it first comes in. Whoever came in
while there was no mail comes in later too, and proves theirs when they like. Until then it is an
address like one on paper: it signs in with the password, and gets and gives nothing else
(docs/security.md).
"""

import unicodedata

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.encoding import punycode

from carelog.accounts.models import User


class Taken(Exception):
    """An address is another account's."""


def normal(address: str) -> str:
    """Return the form in which addresses are kept."""
    return address.strip().lower()


def normal_form(address: str) -> str:
    """Return an address as it is compared: lower case, the domain in IDNA.

    It is made here and not by a database, whose small and capital letters differ from another's.
    """
    name, _at, domain = normal(unicodedata.normalize("NFC", address)).rpartition("@")
    try:
        return f"{name}@{punycode(domain)}"
    except UnicodeError:
        return f"{name}@{domain}"


def addresses_of(user: User) -> frozenset[str]:
    """Return every address of an account in normal form, confirmed or not."""
    rows = user.emailaddress_set.all()
    return frozenset(normal_form(email) for email in (user.email, *(row.email for row in rows)))


def has_been_in(user: User) -> bool:
    """Say whether someone has signed in before.

    With mail nobody comes in for the first time without a proven address. So whoever has none and
    was in, came in while there was no mail, and must not be locked out now.
    """
    return user.last_login is not None


def is_confirmed(user: User, address: str) -> bool:
    """Say whether an address is proven to be a person's."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return normal_form(address) in map(normal_form, proven)


def confirmed_address(user: User) -> str:
    """Return where a person can be written to, the main address first; "" if none is proven."""
    found = EmailAddress.objects.get_verified(user)
    return found.email if found else ""


def holders_of(address: str) -> list[User]:
    """Return the accounts that have an address, proven or not."""
    near = Q()
    for form in (normal(address), normal_form(address)):
        near |= Q(email__iexact=form) | Q(emailaddress__email__iexact=form)
    found = User.objects.filter(near).distinct().prefetch_related("emailaddress_set")
    # Databases fold letters each in their own way; the last word is that of `normal_form`.
    return [user for user in found if normal_form(address) in addresses_of(user)]


@transaction.atomic
def confirm(user: User, address: str) -> bool:
    """Hold an address of a person to be proven; return whether that is new.

    Raises Taken where another account has it too, ValueError where it is none of theirs.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    _refuse_taken(user, address)
    if normal_form(address) not in addresses_of(user):
        raise ValueError("This address is none of the person's.")
    row, _made = EmailAddress.objects.get_or_create(user=user, email=normal(address))
    is_new = not row.verified
    row.set_verified()
    settle(row)
    return is_new


def settle(proven: EmailAddress) -> None:
    """Let an address that was just proven take the place of all that are not."""
    main = EmailAddress.objects.get_primary(proven.user)
    if main is None or not main.verified:
        proven.set_as_primary()
    EmailAddress.objects.filter(user=proven.user, verified=False).delete()


@transaction.atomic
def change(user: User, address: str, *, proven: bool = False) -> None:
    """Give a person another address in place of all they have; it is proven if that is said.

    One that was proven before stays so.

    Raises Taken where it is another account's.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    _refuse_taken(user, address)
    fields = {"primary": True, "verified": proven or is_confirmed(user, address)}
    user.email = normal(address)
    try:
        with transaction.atomic():
            user.emailaddress_set.all().delete()
            user.save(update_fields=["email"])
            user.emailaddress_set.create(email=user.email, **fields)
    except IntegrityError as error:
        raise Taken from error


def _refuse_taken(user: User, address: str) -> None:
    if any(holder.pk != user.pk for holder in holders_of(address)):
        raise Taken
