"""manage.py confirm_email: say that an e-mail address is the person's own, or give them another."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from carelog.accounts import addresses
from carelog.accounts.models import User


class Command(BaseCommand):
    help = (
        "Hold an e-mail address to be confirmed, without a mail. Do it only for someone you know:"
        " links for a new password then go to that address."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, and another one if the account is to have that instead."""
        parser.add_argument("address", help="the address an account has now")
        parser.add_argument("--change-to", metavar="NEW", help="give the account this one instead")

    def handle(self, *args, address: str, change_to: str | None, **options) -> None:
        """Find the one account, do what was asked for, and say what was done."""
        user = _the_one_with(address)
        if change_to is not None:
            self._change(user, change_to)
        elif addresses.confirm(user, address):
            self.stdout.write(f"{addresses.normal(address)} is confirmed now.")
        else:
            self.stdout.write(f"{addresses.normal(address)} was confirmed already.")

    def _change(self, user: User, new: str) -> None:
        try:
            validate_email(new.strip())
        except ValidationError as error:
            raise CommandError(f"{new!r} is no e-mail address.") from error
        try:
            addresses.change(user, new, proven=True)
        except addresses.Taken as error:
            raise CommandError(f"Another account has {addresses.normal(new)}.") from error
        self.stdout.write(
            f"{user.email} is {addresses.normal(new)} now, and confirmed. The person signs in with"
            " it."
        )


def _the_one_with(address: str) -> User:
    """Return the account of an address. CommandError where there is none, or more than one."""
    holders = addresses.holders_of(address)
    if not holders:
        raise CommandError(f"No account has {addresses.normal(address)}.")
    if len(holders) > 1:
        main = ", ".join(sorted(user.email for user in holders))
        raise CommandError(
            f"More than one account has {addresses.normal(address)}: {main}. Nothing was changed."
        )
    return holders[0]
