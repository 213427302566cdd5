"""Fill an empty database with everything there is.

Each kind of row is written through the
same functions as a person's own; some are changed, removed and put back again.
"""

from datetime import timedelta

import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from carelog.accounts import invitations
from carelog.accounts.models import Session
from carelog.diary.kinds import RECORDED
from carelog.diary.models import PageMark
from carelog.outbox.models import Message
from carelog.patients import saving
from carelog.patients.access import Access, changing
from carelog.safety import private
from carelog.safety.actions import end_warnings, reopen_warnings
from carelog.safety.warnings import open_warnings
from carelog.upkeep.models import DemoLink, DemoUser, DutyDone
from tests import cast
from tests.frame import canaries
from tests.links import holders
from tests.patients import message_rows


def fill() -> None:
    """Make the tables of the settings' database and fill them."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with time_machine.travel(canaries.NOW, tick=True):
        filled = canaries.fill()
        access = filled.access
        _remove(access)
        _deal_with(access)
        _open_what_is_private(access)
        _look_around(access)
        Session.objects.create(
            session_key="0" * 64, user=access.actor, expire_date=canaries.NOW + timedelta(days=1)
        )
        canaries.fill_account(access.actor)
        canaries.add_passkey(access.actor)
        # A sheet from before the question was another, as long as there are such.
        cast.make_signs(access, asked_as="since_yesterday", limb_weakness_new=False)
    invitations.open_for("0" * 64, canaries.NOW)
    PageMark.objects.create(patient=access.patient, user=access.actor, slug="symptoms")
    for number, ending in enumerate(({}, message_rows.SENT, message_rows.GIVEN_UP)):
        Message.objects.create(**message_rows.VALID | {"key": f"k{number}"} | ending)
    DutyDone.objects.create(name="old messages deleted", day=canaries.NOW.date())
    demo = DemoUser.objects.create(user=cast.make_user("demo"))
    DemoLink.objects.create(demo_user=demo, token_hash="0" * 64, expires_at=canaries.NOW)


def _remove(access: Access) -> None:
    """Remove two rows of each kind, and put one of them back."""
    for kind in RECORDED:
        for row in access.rows(kind).order_by("pk")[1:3]:
            with changing(access):
                removed = saving.remove(access, row, row.version)
        with changing(access):
            saving.put_back(access, removed, removed.version)


def _deal_with(access: Access) -> None:
    """End a warning and open it again."""
    with changing(access):
        warning = open_warnings(access)[0]
        end_warnings(access, [warning], "help")
        reopen_warnings(access, warning)


def _open_what_is_private(access: Access) -> None:
    """Open the owner's private answers to somebody."""
    member = access.patient.memberships.exclude(user=access.actor).first()
    with changing(access):
        private.open_to(access, member, is_open=True)


def _look_around(access: Access) -> None:
    """Leave traces in the access log: the owner's pages, and a link that was opened."""
    client = Client()
    client.force_login(access.actor)
    for name in ("today", "timeline", "summary", "talk", "sharing"):
        assert client.get(reverse(name, args=[access.patient.uid])).status_code == 200
    assert client.post(reverse("comments_read", args=[access.patient.uid])).status_code == 302
    reader, opening = holders.come_in(access)
    assert holders.ask(reader, opening, "shared_summary").status_code == 200
