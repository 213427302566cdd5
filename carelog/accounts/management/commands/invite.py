"""manage.py invite: print a link with which one person can make an account."""

from django.core.management.base import BaseCommand

from carelog.accounts import invitations


class Command(BaseCommand):
    help = "Print a link with which one person can make an account, once, within 7 days."

    def handle(self, *args, **options) -> None:
        """Print the link; it is shown this once and only its hash is kept."""
        self.stdout.write(invitations.make_link())
