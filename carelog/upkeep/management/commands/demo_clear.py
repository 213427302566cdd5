"""manage.py demo_clear: remove the demo, and nothing else."""

from django.core.management.base import BaseCommand

from carelog.upkeep.demo.people import clear_demo


class Command(BaseCommand):
    help = "Remove the demo record with everything in it, and the demo's users."

    def handle(self, *args, **options) -> None:
        """Remove the demo; the access log stays, and its rows are nobody's then."""
        clear_demo()
