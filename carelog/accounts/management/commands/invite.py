"""manage.py invite: print a link with which one person can make an account."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from carelog.accounts import invitations
from carelog.site_address import link_to


class Command(BaseCommand):
    help = "Print a link with which one person can make an account, once, within 7 days."

    def handle(self, *args, **options) -> None:
        """Print the link; it is shown this once and only its hash is kept."""
        if settings.SIGNUP == "closed":
            raise CommandError(
                "CARELOG_SIGNUP is closed: a link would not open. Set it to invite first."
            )
        if settings.SIGNUP == "open":
            here = link_to("account_signup")
            raise CommandError(f"Nobody needs a link here: anyone can make an account at {here}")
        self.stdout.write(invitations.make_link())
