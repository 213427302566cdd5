"""manage.py doctor: look at an installation, and say what to do."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from carelog.upkeep import doctor


class Command(BaseCommand):
    help = "Look at everything that can be wrong with an installation, and say what to do."
    # It tells of these itself, in words.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an address to which a mail is sent."""
        parser.add_argument("--mail-to", metavar="ADDRESS", help="send a trial mail there, too")

    def handle(self, *args, mail_to: str | None, **options) -> None:
        """Print a line for each check; end with 1 where something is to be mended."""
        found = {name: check() for name, check in doctor.CHECKS.items()}
        if mail_to:
            found["mail"] = doctor.send_mail(mail_to)
        for name, mend in found.items():
            self.stdout.write(f"{'MEND' if mend else 'ok':<5} {name:<14} {mend}".rstrip())
        if count := sum(map(bool, found.values())):
            raise CommandError(f"{count} to mend.", returncode=1)
