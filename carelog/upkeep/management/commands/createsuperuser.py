"""manage.py createsuperuser: Django's own would fail, since nobody here may do more than others."""

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Makes nobody: CareLog has no admin site. manage.py invite gives a link to sign up by."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what Django's own takes, so that it is answered like a bare call."""
        parser.add_argument("--email")
        parser.add_argument("--no-input", "--noinput", action="store_true")

    def handle(self, *args, **options) -> None:
        """Say what to do instead. Raises CommandError."""
        raise CommandError("CareLog has no admin site: sign up on a page, or run manage.py invite.")
